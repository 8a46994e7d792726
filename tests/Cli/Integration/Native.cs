using System.Runtime.InteropServices;
using Hale.Testing;

namespace Hale.Cli.Tests.Integration;

/// <summary>The native build of the tool, published once.</summary>
public sealed class Native : IDisposable
{
    private static readonly string[] Linkers = ["clang", "gcc"];
    private static readonly string[] Leg = ["-c", "Release", "-r", "linux-x64", "-p:HaleAotLeg=true"];
    private static readonly Lazy<string?> Missing = new(FindMissing);

    private readonly TempFolder _folder = new();
    private readonly Lazy<string> _program;

    public Native() => _program = new(Publish);

    /// <summary>Why this machine cannot make it; null when it can.</summary>
    public static string? WhyNot => Missing.Value;

    /// <summary>The program.</summary>
    public string Program => _program.Value;

    /// <summary>What publishing said, with its warnings.</summary>
    public string Log { get; private set; } = "";

    public void Dispose() => _folder.Dispose();

    private static string? FindMissing()
    {
        if (!OperatingSystem.IsLinux() || RuntimeInformation.OSArchitecture is not Architecture.X64)
            return "The native build is tested on Linux x64.";
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        if (!Linkers.Any(linker => folders.Any(folder => File.Exists(Path.Combine(folder, linker)))) || !File.Exists("/usr/include/zlib.h"))
            return "A native build needs clang or gcc, and the headers of zlib.";
        return Dotnet("restore", Repository.PathOf("src/Cli"), "-r", "linux-x64", "-p:HaleAotLeg=true") is { ExitCode: not 0 } outcome && outcome.Output.Contains("NU1101", StringComparison.Ordinal)
            ? "The package feed has no native compiler for the framework of the native build."
            : null;
    }

    /// <summary>Packs the tool as a release does, as far as this platform needs it, and installs it; the program.</summary>
    public string Install()
    {
        Assert.True(File.Exists(Program)); // Packing takes what publishing has compiled.
        var (project, feed, tools) = (Repository.PathOf("src/Cli"), Path.Combine(_folder.Path, "feed"), Path.Combine(_folder.Path, "tools"));
        _folder.With("nuget.config", """<configuration><packageSources><clear /><add key="feed" value="feed" /></packageSources></configuration>""");
        Succeed("pack", project, "-c", "Release", "--no-build", "-p:HaleRidPackages=true", "-o", feed);
        Succeed(["pack", project, .. Leg, "-p:HaleRidPackages=true", "-nodeReuse:false", "-o", feed]);
        Succeed("tool", "install", "Hale.Cli", "--tool-path", tools, "--configfile", Path.Combine(_folder.Path, "nuget.config"));
        return Path.Combine(tools, "hale");
    }

    private string Publish()
    {
        Log = Succeed(["publish", Repository.PathOf("src/Cli"), .. Leg, "-nodeReuse:false", "-o", Path.Combine(_folder.Path, "out")]);
        return Path.Combine(_folder.Path, "out", "hale");
    }

    private string Succeed(params string[] arguments)
    {
        var outcome = Dotnet(arguments);
        Assert.True(outcome.ExitCode == 0, outcome.Output);
        return outcome.Output;
    }

    private static Outcome Dotnet(params string[] arguments) => Shell.Run(Repository.PathOf("."), "dotnet", arguments);
}

/// <summary>A test that needs the native build.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NativeFactAttribute : FactAttribute
{
    public NativeFactAttribute() => Skip = Native.WhyNot;
}
