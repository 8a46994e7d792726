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

    private string Publish()
    {
        var outcome = Dotnet(["publish", Repository.PathOf("src/Cli"), .. Leg, "-nodeReuse:false", "-o", _folder.Path]);
        Assert.True(outcome.ExitCode == 0, outcome.Output);
        Log = outcome.Output;
        return Path.Combine(_folder.Path, "hale");
    }

    private static Outcome Dotnet(params string[] arguments) => Shell.Run(Repository.PathOf("."), new Dictionary<string, string>(), "dotnet", arguments);
}

/// <summary>A test that needs the native build.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NativeFactAttribute : FactAttribute
{
    public NativeFactAttribute() => Skip = Native.WhyNot;
}
