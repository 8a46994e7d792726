using Hale.Rules.Tree;

namespace Hale.Linting.Baselines;

/// <summary>Reads <c>.hale-baseline.json</c>.</summary>
public static class BaselineFile
{
    /// <summary>The name of the file, beside the configuration.</summary>
    public const string Name = OwnFiles.Baseline;

    /// <summary>The version of the format.</summary>
    public const int Version = 1;

    /// <exception cref="UsageException">The file is not there, or is not a baseline of this version.</exception>
    internal static Baseline Read(string path, string shownPath)
    {
        if (!File.Exists(path))
            throw new UsageException(Directory.Exists(path) ? $"The baseline '{shownPath}' is a folder" : $"The baseline '{shownPath}' does not exist; 'hale baseline' writes one");
        var content = InputReader.Read(new InputFile(path, shownPath), () => Stream.Null)!;
        if (content.Problems.Count > 0)
            throw new UsageException([new Mistake(content.Problems[0].At, content.Problems[0].Message)]);
        var root = content.Documents.Count == 1 ? content.Documents[0].Root : new AbsentNode(default);
        if (!root["version"].Integer().Is(Version).IsTrue || root["findings"] is not ListNode findings)
            throw new UsageException($"'{shownPath}' is not a baseline of version {Version}; 'hale baseline' writes it anew");
        return new Baseline([.. findings.Items.Select(Entry)]);
    }

    private static BaselineEntry Entry(Node node)
    {
        // Not '&&', which would leave what it does not come to without a value.
        var isRight = node["rule"].Text().TryGet(out var rule) & node["fingerprint"].Text().TryGet(out var fingerprint) & node["count"].Integer().TryGet(out var count);
        return isRight
            ? new BaselineEntry(rule, PathOf(node["file"]), TextOf(node["object"]), TextOf(node["path"]), fingerprint, (int)Math.Min(count, int.MaxValue))
            : throw new UsageException([new Mistake(node.At, "An entry of the baseline needs a rule, a fingerprint and a count")]);
    }

    private static string PathOf(Node node) => TextOf(node) is var path && path.IndexOf('\0') < 0
        ? path
        : throw new UsageException([new Mistake(node.At, "No path has the character U+0000 in it")]);

    // What is shown of an entry may look like a hole; the text as it stands in the file will do then.
    private static string TextOf(Node node) => node.Text().TryGet(out var text) ? text : node.Exists.IsTrue ? node.At.Text.Trim('"') : "";
}
