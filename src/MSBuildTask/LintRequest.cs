using System.Globalization;
using Hale.Linting;
using Hale.Rules;

namespace Hale.MSBuildTask;

/// <summary>What a project asks for, as its properties and items say it. One that differs from the last build's is a reason to lint again.</summary>
internal sealed record LintRequest
{
    /// <summary>The absolute path of the project.</summary>
    public required string Project { get; init; }

    /// <summary>Manifests that the project names.</summary>
    public IReadOnlyList<string> Named { get; init; } = [];

    /// <summary>Manifests of the default items.</summary>
    public IReadOnlyList<string> Found { get; init; } = [];

    /// <summary>What is read and not reported on.</summary>
    public IReadOnlyList<string> Context { get; init; } = [];

    public IReadOnlyList<string> Rules { get; init; } = [];

    public string? Config { get; init; }

    public string? Baseline { get; init; }

    public string? BaseDirectory { get; init; }

    public string? FailOn { get; init; }

    public string? Preset { get; init; }

    public string? Namespace { get; init; }

    public string? KubernetesVersion { get; init; }

    public string? ClosedWorld { get; init; }

    // A build shows findings as warnings, unless somebody says what is to fail it.
    private LintOptions Host => new()
    {
        WorkingDirectory = Path.GetDirectoryName(Project)!,
        Paths = Named,
        Found = Found,
        Context = Context,
        BaseDirectory = BaseDirectory,
        FailOn = Threshold.Never,
    };

    /// <exception cref="UsageException">The configuration or one of the values is wrong.</exception>
    public LintOptions ToOptions() => new GivenOptions
    {
        Config = Config,
        Baseline = Baseline,
        FailOn = Choice<Threshold>("HaleFailOn", FailOn),
        Preset = Choice<Preset>("HalePreset", Preset),
        Rules = Rules,
        Namespace = Namespace,
        KubernetesVersion = KubernetesVersion,
        ClosedWorld = Flag("HaleClosedWorld", ClosedWorld),
    }.Over(Host);

    /// <summary>It, one value on a line, and the state of every file that the answer depends on.</summary>
    /// <param name="tools">The files of Hale itself.</param>
    public IReadOnlyList<string> Write(IEnumerable<string> tools)
    {
        var single = new (string Name, string? Value)[]
        {
            (nameof(Project), Project), (nameof(Config), Config), (nameof(Baseline), Baseline), (nameof(BaseDirectory), BaseDirectory), (nameof(FailOn), FailOn),
            (nameof(Preset), Preset), (nameof(Namespace), Namespace), (nameof(KubernetesVersion), KubernetesVersion), (nameof(ClosedWorld), ClosedWorld),
        };
        var several = new (string Name, IReadOnlyList<string> Values)[] { (nameof(Named), Named), (nameof(Found), Found), (nameof(Context), Context), (nameof(Rules), Rules) };
        return
        [
            .. single.Where(pair => pair.Value is not null).Select(pair => Fields.Join(pair.Name, pair.Value!)),
            .. several.SelectMany(list => list.Values.Select(value => Fields.Join(list.Name, value))),
            .. RunFiles.Of(Host, Config, Baseline).Concat(tools).OrderBy(file => file, StringComparer.Ordinal).Select(StateOf),
        ];
    }

    /// <summary>Reads what <see cref="Write"/> has written.</summary>
    public static LintRequest Read(IEnumerable<string> lines)
    {
        var values = lines.Select(Fields.Split).ToLookup(fields => fields[0], fields => fields[1], StringComparer.Ordinal);
        return new LintRequest
        {
            Project = values[nameof(Project)].Single(),
            Named = [.. values[nameof(Named)]],
            Found = [.. values[nameof(Found)]],
            Context = [.. values[nameof(Context)]],
            Rules = [.. values[nameof(Rules)]],
            Config = values[nameof(Config)].SingleOrDefault(),
            Baseline = values[nameof(Baseline)].SingleOrDefault(),
            BaseDirectory = values[nameof(BaseDirectory)].SingleOrDefault(),
            FailOn = values[nameof(FailOn)].SingleOrDefault(),
            Preset = values[nameof(Preset)].SingleOrDefault(),
            Namespace = values[nameof(Namespace)].SingleOrDefault(),
            KubernetesVersion = values[nameof(KubernetesVersion)].SingleOrDefault(),
            ClosedWorld = values[nameof(ClosedWorld)].SingleOrDefault(),
        };
    }

    private static string StateOf(string path)
    {
        var file = new FileInfo(path);
        return file.Exists
            ? Fields.Join("File", path, file.Length.ToString(CultureInfo.InvariantCulture), file.LastWriteTimeUtc.Ticks.ToString(CultureInfo.InvariantCulture))
            : Fields.Join("File", path, "missing");
    }

    private static T? Choice<T>(string property, string? word)
        where T : struct
    {
        if (word is null)
            return null;
        var index = Array.FindIndex(Enum.GetNames(typeof(T)), name => name.Equals(word, StringComparison.OrdinalIgnoreCase));
        return index >= 0
            ? (T)Enum.GetValues(typeof(T)).GetValue(index)!
            : throw new UsageException($"'{word}' is not a value of {property}: {string.Join(", ", Enum.GetNames(typeof(T)).Select(name => name.ToLowerInvariant()))}");
    }

    private static bool? Flag(string property, string? word) =>
        word is null ? null
        : bool.TryParse(word, out var isOn) ? isOn
        : throw new UsageException($"'{word}' is not a value of {property}: true, false");
}
