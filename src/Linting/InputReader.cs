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
        var obstacle = TryReadText(file, () => Stream.Null, out var text);
        var source = new SourceText(file.DisplayPath, text);
        return new CSharpFile(file.FullPath, source, obstacle is null ? null : ProblemOf(source, obstacle));
    }

    private static YamlContent? ReadText(InputFile file, Func<Stream> standardInput)
    {
        var obstacle = TryReadText(file, standardInput, out var text);
        var source = new SourceText(file.DisplayPath, text);
        if (obstacle is not null)
            return Unread(source, obstacle);
        if (file.IsConfiguration)
            return ContentOf(LoadBalancerFiles.Read(source));
        if (file.IsHosts)
            return ContentOf(LoadBalancerFiles.ReadHosts(source));
        if (file.IsScript)
            return ContentOf([.. SetupReader.ReadScript(source, Limits)]);
        var isOther = file.MayBeOtherJson && text.IndexOf("\"apiVersion\"", StringComparison.Ordinal) < 0 && !IsPatch(text);
        return isOther ? null : SetupReader.ReadYaml(source, Limits);
    }

    // A kustomization may have a JSON patch in a file of its own (https://www.rfc-editor.org/rfc/rfc6902#section-3).
    private static bool IsPatch(string text) =>
        text.IndexOf("\"op\"", StringComparison.Ordinal) >= 0 && text.IndexOf("\"path\"", StringComparison.Ordinal) >= 0 && text.TrimStart().StartsWith("[", StringComparison.Ordinal);

    private static YamlContent? ContentOf(params Document?[] read) =>
        read.OfType<Document>().ToList() is { Count: > 0 } documents ? new YamlContent(documents, []) : null;

    // What keeps it from being read, if anything does; the text is then that before the place where reading stopped.
    private static Obstacle? TryReadText(InputFile file, Func<Stream> standardInput, out string text)
    {
        text = "";
        if (!file.IsStandardInput && WhyNotOpened(file) is { } reason)
            return new Obstacle(InputProblemKind.Unreadable, $"The file is not read: {reason}", Opening);
        if (TryReadBytes(file, standardInput, out var bytes, out var length) is { } obstacle)
            return obstacle;
        return TextDecoder.TryDecode(bytes, length, out text) ? null : new Obstacle(InputProblemKind.Unreadable, "The bytes from here on are not UTF-8, UTF-16 or UTF-32 text", Encoding);
    }

    private static Obstacle? TryReadBytes(InputFile file, Func<Stream> standardInput, out byte[] bytes, out int length)
    {
        (bytes, length) = ([], 0);
        try
        {
            using var stream = file.IsStandardInput ? standardInput() : Open(file.FullPath);
            return TryReadAll(stream, out bytes, out length)
                ? null
                : new Obstacle(InputProblemKind.OverLimit, $"The file is larger than {Limits.Bytes / (1024 * 1024)} MiB and is not read");
        }
        catch (IOException error)
        {
            return new Obstacle(InputProblemKind.Unreadable, $"The file cannot be read: {FirstLine(error, file)}", Opening);
        }
        catch (UnauthorizedAccessException)
        {
            return new Obstacle(InputProblemKind.Unreadable, "The file cannot be read: access is denied", Opening);
        }
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

    // The text up to where reading stopped places the finding; what it declares stays unknown.
    private static YamlContent Unread(SourceText source, Obstacle obstacle)
    {
        var problem = ProblemOf(source, obstacle);
        return new YamlContent([new Document(source, new UnknownNode(problem.At, isPresent: true))], [problem]);
    }

    private static InputProblem ProblemOf(SourceText source, Obstacle obstacle) =>
        new(obstacle.Kind, new Place(source, source.Text.Length, source.Text.Length), obstacle.Message) { Fix = obstacle.Fix };

    // A report is the same wherever the input lies.
    private static string FirstLine(IOException error, InputFile file) =>
        error.Message.Split('\r', '\n')[0].TrimEnd('.').Replace(file.FullPath, file.DisplayPath);

    /// <summary>What keeps a file from being read.</summary>
    private sealed record Obstacle(InputProblemKind Kind, string Message, string? Fix = null);
}
