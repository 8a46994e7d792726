using System.Text;
using Hale.Linting;

namespace Hale.Cli.Commands;

/// <summary>Writes files whole or not at all: into a file beside it, which then takes its place. A device gets the text itself.</summary>
internal static class OutputFile
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <exception cref="UsageException">The file cannot be written.</exception>
    public static void Write(string path, Action<TextWriter> write)
    {
        var partial = $"{path}.{Environment.ProcessId}.partial";
        try
        {
            if (IsDevice(path))
            {
                using var device = new StreamWriter(new FileStream(path, FileMode.Open, FileAccess.Write), Utf8);
                write(device);
                return;
            }

            using (var writer = new StreamWriter(partial, append: false, Utf8))
                write(writer);
            File.Move(partial, path, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            if (File.Exists(partial))
                File.Delete(partial);
            throw new UsageException($"The file '{path}' cannot be written: {error.Message.Replace(partial, path, StringComparison.Ordinal).TrimEnd('.')}", error);
        }
    }

    // Such as /dev/stdout, which must not be replaced by a file.
    private static bool IsDevice(string path) => !OperatingSystem.IsWindows() && Path.GetFullPath(path).StartsWith("/dev/", StringComparison.Ordinal);
}
