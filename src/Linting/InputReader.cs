using Hale.LoadBalancers;
using Hale.Rules.Tree;
using Hale.Yaml;

namespace Hale.Linting;

/// <summary>Reads one file. Whatever is wrong with it becomes a problem of the input, never an exception.</summary>
internal static class InputReader
{
    private static readonly YamlLimits Limits = new();

    /// <summary>The file's content; null for one that turns out to be no manifest and no configuration of a load balancer.</summary>
    public static YamlContent? Read(InputFile file, Func<Stream> standardInput)
    {
        var content = ReadText(file, standardInput);
        var isOfInterest = !(file.IsConfiguration || file.IsScript || file.IsHosts) || content?.Problems.Count == 0;
        return isOfInterest ? content : null;
    }

    private static YamlContent? ReadText(InputFile file, Func<Stream> standardInput)
    {
        byte[] bytes;
        try
        {
            using var stream = file.IsStandardInput ? standardInput() : File.OpenRead(file.FullPath);
            if (!TryReadAll(stream, out bytes))
                return Unread(file, "", InputProblemKind.OverLimit, $"The file is larger than {Limits.Bytes / (1024 * 1024)} MiB and is not read");
        }
        catch (IOException error)
        {
            return Unread(file, "", InputProblemKind.Unreadable, $"The file cannot be read: {FirstLine(error)}");
        }
        catch (UnauthorizedAccessException)
        {
            return Unread(file, "", InputProblemKind.Unreadable, "The file cannot be read: access is denied");
        }

        if (!TextDecoder.TryDecode(bytes, out var text))
            return Unread(file, text, InputProblemKind.Unreadable, "The bytes from here on are not UTF-8, UTF-16 or UTF-32 text");
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

    private static bool TryReadAll(Stream stream, out byte[] bytes)
    {
        using var memory = new MemoryStream();
        var buffer = new byte[81920];
        for (var count = stream.Read(buffer, 0, buffer.Length); count > 0; count = stream.Read(buffer, 0, buffer.Length))
        {
            memory.Write(buffer, 0, count);
            if (memory.Length > Limits.Bytes)
            {
                bytes = [];
                return false;
            }
        }

        bytes = memory.ToArray();
        return true;
    }

    // The text up to the mistake places the finding; what it declares stays unknown.
    private static YamlContent Unread(InputFile file, string text, InputProblemKind kind, string message)
    {
        var source = new SourceText(file.DisplayPath, text);
        var at = new Place(source, text.Length, text.Length);
        return new YamlContent([new Document(source, new UnknownNode(at, isPresent: true))], [new InputProblem(kind, at, message)]);
    }

    private static string FirstLine(IOException error) => error.Message.Split('\r', '\n')[0].TrimEnd('.');
}
