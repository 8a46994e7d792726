using Hale.Linting.CSharp;
using Hale.LoadBalancers;
using Hale.Rules.Tree;
using Hale.Yaml;

namespace Hale.Linting;

/// <summary>Reads one file. Whatever is wrong with it becomes a problem of the input, never an exception.</summary>
internal static class InputReader
{
    private const string Opening = "Make it a file that can be opened, or leave it out with `exclude` in hale.yaml.";
    private const string Encoding = "Save the file as UTF-8.";

    // What a thread keeps for its next file.
    private const int KeptBytes = 256 * 1024;

    private static readonly YamlLimits Limits = new();

    [ThreadStatic]
    private static byte[]? _buffer;

    /// <summary>The file's content; null for one that turns out to be no manifest and no configuration of a load balancer.</summary>
    public static YamlContent? Read(InputFile file, Func<Stream> standardInput)
    {
        var content = ReadText(file, standardInput);
        var isOfInterest = !(file.IsConfiguration || file.IsScript || file.IsHosts) || content?.Problems.Count == 0;
        return isOfInterest ? content : null;
    }

    /// <summary>A file with C#; with what is wrong when it cannot be read.</summary>
    public static CSharpFile ReadSource(InputFile file)
    {
        var problem = TryReadText(file, () => Stream.Null, out var text);
        var source = new SourceText(file.DisplayPath, text);
        return new CSharpFile(file.FullPath, source, problem is null ? null : ProblemOf(source, problem));
    }

    private static YamlContent? ReadText(InputFile file, Func<Stream> standardInput)
    {
        if (TryReadText(file, standardInput, out var text) is { } mistake)
            return Unread(new SourceText(file.DisplayPath, text), mistake);
        if (file.IsConfiguration)
            return LoadBalancerFiles.Read(new SourceText(file.DisplayPath, text)) is { } configuration ? new YamlContent([configuration], []) : null;
        if (file.IsHosts)
            return LoadBalancerFiles.ReadHosts(new SourceText(file.DisplayPath, text)) is { } hosts ? new YamlContent([hosts], []) : null;
        if (file.IsScript)
            return ReadScript(new SourceText(file.DisplayPath, text));
        return file.MayBeOtherJson && text.IndexOf("\"apiVersion\"", StringComparison.Ordinal) < 0
            ? null
            : YamlReader.Read(new SourceText(file.DisplayPath, text), Limits);
    }

    private static YamlContent? ReadScript(SourceText source)
    {
        List<Document> documents = [.. KubeadmCommands.Read(source)];
        if (LoadBalancerFiles.ReadHostsInScript(source) is { } hosts)
            documents.Add(hosts);
        return documents.Count > 0 ? new YamlContent(documents, []) : null;
    }

    // What is wrong, if anything is; the text is then that before the mistake.
    private static Mistake? TryReadText(InputFile file, Func<Stream> standardInput, out string text)
    {
        text = "";
        if (!file.IsStandardInput && WhyNotOpened(file) is { } reason)
            return new Mistake(InputProblemKind.Unreadable, $"The file is not read: {reason}", Opening);
        byte[] bytes;
        int length;
        try
        {
            using var stream = file.IsStandardInput ? standardInput() : Open(file.FullPath);
            if (!TryReadAll(stream, out bytes, out length))
                return new Mistake(InputProblemKind.OverLimit, $"The file is larger than {Limits.Bytes / (1024 * 1024)} MiB and is not read");
        }
        catch (IOException error)
        {
            return new Mistake(InputProblemKind.Unreadable, $"The file cannot be read: {FirstLine(error)}", Opening);
        }
        catch (UnauthorizedAccessException)
        {
            return new Mistake(InputProblemKind.Unreadable, "The file cannot be read: access is denied", Opening);
        }

        return TextDecoder.TryDecode(bytes, length, out text) ? null : new Mistake(InputProblemKind.Unreadable, "The bytes from here on are not UTF-8, UTF-16 or UTF-32 text", Encoding);
    }

    private static string? WhyNotOpened(InputFile file) =>
        RegularFile.IsPlain(file.FullPath) ? null
        : RegularFile.IsSpecial(file.FullPath) ? "it is a pipe, a socket or a device"
        : file.Within is { } folder && RegularFile.LeadsOutOf(folder, file.FullPath) ? "it is a link that leads out of the folder that is linted"
        : null;

    // Files are read at once, so that a buffer is of no use; and whoever is about to write to them is not kept from it.
    private static FileStream Open(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);

    // Into the thread's buffer; false for a file that is too large.
    private static bool TryReadAll(Stream stream, out byte[] bytes, out int length)
    {
        bytes = _buffer ?? new byte[16 * 1024];
        length = 0;
        for (var count = stream.Read(bytes, 0, bytes.Length); count > 0; count = stream.Read(bytes, length, bytes.Length - length))
        {
            length += count;
            if (length > Limits.Bytes)
                return false;
            if (length == bytes.Length)
                Array.Resize(ref bytes, 2 * length);
        }

        if (bytes.Length <= KeptBytes)
            _buffer = bytes;
        return true;
    }

    // The text up to the mistake places the finding; what it declares stays unknown.
    private static YamlContent Unread(SourceText source, Mistake mistake)
    {
        var problem = ProblemOf(source, mistake);
        return new YamlContent([new Document(source, new UnknownNode(problem.At, isPresent: true))], [problem]);
    }

    private static InputProblem ProblemOf(SourceText source, Mistake mistake) => new(mistake.Kind, new Place(source, source.Text.Length, source.Text.Length), mistake.Message) { Fix = mistake.Fix };

    private static string FirstLine(IOException error) => error.Message.Split('\r', '\n')[0].TrimEnd('.');

    private sealed record Mistake(InputProblemKind Kind, string Message, string? Fix = null);
}
