using System.Text;
using Hale.Linting;

namespace Hale.Cli.Commands;

/// <summary>Writes files whole or not at all: into a file beside it, which then takes its place.</summary>
internal static class OutputFile
{
    /// <exception cref="UsageException">The file cannot be written.</exception>
    public static void Write(string path, Action<TextWriter> write)
    {
        var partial = $"{path}.{Environment.ProcessId}.partial";
        try
        {
            using (var writer = new StreamWriter(partial, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)))
                write(writer);
            File.Move(partial, path, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            if (File.Exists(partial))
                File.Delete(partial);
            throw new UsageException($"The file '{path}' cannot be written: {error.Message.TrimEnd('.')}", error);
        }
    }
}
