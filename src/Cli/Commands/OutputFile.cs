using System.Text;
using Hale.Linting;

namespace Hale.Cli.Commands;

/// <summary>
/// Writes files whole or not at all: into a file beside it, which then takes its place, or the place of what a link leads to.
/// A pipe or a device gets the text itself.
/// </summary>
internal static class OutputFile
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);
    private static readonly string Ending = FormattableString.Invariant($".{Environment.ProcessId}.partial");

    /// <exception cref="UsageException">The file cannot be written.</exception>
    public static void Write(string path, Action<TextWriter> write)
    {
        try
        {
            if (IsStream(path))
                WriteInto(path, FileMode.Open, write);
            else
                Replace(TargetOf(path), write);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"The file '{path}' cannot be written: {error.Message.Replace(Ending, "", StringComparison.Ordinal).TrimEnd('.')}", error);
        }
    }

    private static void Replace(string file, Action<TextWriter> write)
    {
        var partial = file + Ending;
        try
        {
            WriteInto(partial, FileMode.Create, write);
            File.Move(partial, file, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            File.Delete(partial);
            throw;
        }
    }

    private static void WriteInto(string file, FileMode mode, Action<TextWriter> write)
    {
        using var writer = new StreamWriter(new FileStream(file, mode, FileAccess.Write), Utf8);
        write(writer);
    }

    private static string TargetOf(string path) =>
        new FileInfo(path) is { LinkTarget: not null } link ? link.ResolveLinkTarget(returnFinalTarget: true)!.FullName : path;

    // /dev/stdout may lead to a file, which must not be replaced by another one.
    private static bool IsStream(string path) =>
        RegularFile.IsSpecial(path) || (!OperatingSystem.IsWindows() && Path.GetFullPath(path).StartsWith("/dev/", StringComparison.Ordinal));
}
