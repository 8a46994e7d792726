using Hale.Testing;

namespace Hale.Cli.Tests.Integration;

/// <summary>
/// This repository as pre-commit sees it, with the tool's caches; all of it in one temporary folder. The tool package is
/// made once, by pre-commit itself.
/// </summary>
public sealed class PreCommit : IDisposable
{
    private static readonly string[] NotOfTheRepository = [".git", "bin", "obj", "node_modules", "TestResults", "artifacts"];
    private static readonly Lazy<string?> Reason = new(FindOut);

    private readonly TempFolder _folder = new();
    private readonly Dictionary<string, string> _environment;
    private readonly Lazy<string> _revision;
    private int _projects;

    public PreCommit()
    {
        _environment = Environment(_folder.Path);
        _revision = new(CommitThisRepository);
    }

    /// <summary>Why pre-commit is not there; null when it is.</summary>
    public static string? WhyNot => Reason.Value;

    private string Hooks => Path.Combine(_folder.Path, "hale");

    public void Dispose() => _folder.Dispose();

    /// <summary>Makes a repository that has one of our hooks installed.</summary>
    internal Project ProjectWith(string hook)
    {
        var revision = _revision.Value;
        var project = new Project(Path.Combine(_folder.Path, $"project-{++_projects}"), _environment);
        project.Write(".pre-commit-config.yaml", $"repos:\n- repo: {Hooks}\n  rev: {revision}\n  hooks:\n  - id: {hook}\n");
        project.Git("init", "--quiet");
        project.Git("add", ".");
        project.Git("commit", "--quiet", "-m", "Begin");
        project.Run("pre-commit", "install");
        return project;
    }

    private string CommitThisRepository()
    {
        Copy(new DirectoryInfo(Repository.PathOf(".")), Hooks);
        var repository = new Project(Hooks, _environment);
        repository.Git("init", "--quiet");
        repository.Git("add", ".");
        repository.Git("commit", "--quiet", "-m", "All");
        return repository.Git("rev-parse", "HEAD").Trim();
    }

    private static void Copy(DirectoryInfo from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in from.EnumerateFiles().Where(file => file.Name != ".git"))
            file.CopyTo(Path.Combine(to, file.Name));
        foreach (var folder in from.EnumerateDirectories().Where(folder => !NotOfTheRepository.Contains(folder.Name)))
            Copy(folder, Path.Combine(to, folder.Name));
    }

    // Packages that are there are used, new ones come into the folder; no build server stays behind and holds it.
    private static Dictionary<string, string> Environment(string folder)
    {
        var packages = System.Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(System.Environment.GetFolderPath(System.Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        Directory.CreateDirectory(Path.Combine(folder, "tmp"));
        var noConfig = Path.Combine(folder, "gitconfig");
        File.WriteAllText(noConfig, "");
        return new(StringComparer.Ordinal)
        {
            ["PRE_COMMIT_HOME"] = Path.Combine(folder, "pre-commit"),
            ["NUGET_PACKAGES"] = Path.Combine(folder, "packages"),
            ["NUGET_FALLBACK_PACKAGES"] = packages,
            ["TMPDIR"] = Path.Combine(folder, "tmp"),
            ["MSBUILDDISABLENODEREUSE"] = "1",
            ["UseSharedCompilation"] = "false",
            ["RunAnalyzers"] = "false", // The build of these tests has run them.
            ["GIT_CONFIG_NOSYSTEM"] = "1",
            ["GIT_CONFIG_GLOBAL"] = noConfig,
            ["GIT_AUTHOR_NAME"] = "A",
            ["GIT_AUTHOR_EMAIL"] = "a@example.com",
            ["GIT_COMMITTER_NAME"] = "A",
            ["GIT_COMMITTER_EMAIL"] = "a@example.com",
        };
    }

    private static string? FindOut()
    {
        if (OperatingSystem.IsWindows())
            return "The test of pre-commit needs a Unix shell.";
        if (IsThere())
            return null;
        if (!System.Environment.IsPrivilegedProcess)
            return "pre-commit is not installed, and only root can install it.";
        Try("apt-get", "update", "-qq");
        Try("apt-get", "install", "-y", "-qq", "--no-install-recommends", "pre-commit");
        return IsThere() ? null : "pre-commit is not installed, and apt-get cannot install it.";
    }

    private static bool IsThere() => Try("pre-commit", "--version") && Try("git", "--version");

    private static bool Try(string program, params string[] arguments)
    {
        try
        {
            return Shell.Run(Path.GetTempPath(), new Dictionary<string, string>(StringComparer.Ordinal) { ["DEBIAN_FRONTEND"] = "noninteractive" }, program, arguments).ExitCode == 0;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}

/// <summary>A Git repository of a test.</summary>
internal sealed class Project(string folder, IReadOnlyDictionary<string, string> environment)
{
    public void Write(string path, string text)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, path), text);
    }

    public string Git(params string[] arguments) => Run("git", arguments);

    /// <summary>Commits everything; the hooks may refuse it.</summary>
    public Outcome Commit(string message)
    {
        Git("add", ".");
        return Shell.Run(folder, environment, "git", "commit", "-m", message);
    }

    public string Run(string program, params string[] arguments)
    {
        var outcome = Shell.Run(folder, environment, program, arguments);
        return outcome.ExitCode == 0 ? outcome.Output : throw new InvalidOperationException($"{program} failed with {outcome.ExitCode}: {outcome.Output}");
    }
}

/// <summary>A test that needs pre-commit; it is skipped, with the reason, where it cannot be had.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PreCommitFactAttribute : FactAttribute
{
    public PreCommitFactAttribute() => Skip = PreCommit.WhyNot;
}
