namespace Hale.Linting.Tests;

/// <summary>A test that needs files that only a Unix has; it is skipped, with the reason, elsewhere.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute() => Skip = OperatingSystem.IsWindows() ? "Pipes, sockets and devices are no files on Windows." : null;
}
