using System.Diagnostics.CodeAnalysis;

/// <summary>
/// What the runtime calls first in a process that names this assembly in DOTNET_STARTUP_HOOKS: at its end, the process writes
/// the names of the assemblies that it loaded.
/// </summary>
[SuppressMessage("Design", "CA1050", Justification = "The runtime looks for this name.")]
[SuppressMessage("Design", "MA0047", Justification = "The runtime looks for this name.")]
internal static class StartupHook
{
    public const string File = "HALE_LOADED_ASSEMBLIES";

    public static void Initialize() => AppDomain.CurrentDomain.ProcessExit += (_, _) => System.IO.File.WriteAllLines(
        Environment.GetEnvironmentVariable(File)!,
        AppDomain.CurrentDomain.GetAssemblies().Select(assembly => assembly.GetName().Name!));
}
