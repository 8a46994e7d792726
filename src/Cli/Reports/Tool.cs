using System.Reflection;

namespace Hale.Cli.Reports;

/// <summary>How Hale names itself in reports.</summary>
internal static class Tool
{
    public const string Name = "Hale";

    /// <summary>The version without the revision that it was built from.</summary>
    public static string Version { get; } =
        typeof(Tool).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0.0.0";
}
