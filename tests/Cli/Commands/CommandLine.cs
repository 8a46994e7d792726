using System.Text;
using Hale.Cli.Commands;
using Hale.Testing;

namespace Hale.Cli.Tests.Commands;

/// <summary>Runs the command line in a folder of its own.</summary>
internal sealed class CommandLine : IDisposable
{
    public TempFolder Folder { get; } = new();

    public string Output { get; private set; } = "";

    public string Error { get; private set; } = "";

    public string Input { get; set; } = "";

    /// <summary>Runs one command and keeps what it wrote.</summary>
    public int Run(params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var exitCode = HaleCommand.Run(args, new Terminal
        {
            WorkingDirectory = Folder.Path,
            Output = output,
            Error = error,
            Input = () => new MemoryStream(Encoding.UTF8.GetBytes(Input)),
        });
        (Output, Error) = (output.ToString(), error.ToString());
        return exitCode;
    }

    public bool Has(string file) => File.Exists(PathOf(file));

    public string Read(string file) => File.ReadAllText(PathOf(file));

    public void Dispose() => Folder.Dispose();

    private string PathOf(string file) => Path.Combine(Folder.Path, file);
}
