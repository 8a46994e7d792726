using System.Text.RegularExpressions;
using Hale.Rules.Model;
using Hale.Rules.Schema;
using Hale.Rules.Tree;

namespace Hale.Rules.Structure;

/// <summary>The forms in which people leave a value to be filled in.</summary>
internal static class PlaceholderText
{
    private static readonly Pattern Form = Of(
        """
        (?<![?P\w)])<(?<angle>[A-Za-z][A-Za-z0-9]*([\ _.-][A-Za-z0-9]+)*)>
        | (?<![A-Za-z0-9])(?i:(replace|change)[-_]?me)(_[A-Z0-9]+)*(?![A-Za-z0-9])
        | (?<![A-Za-z0-9])(?i:to[-_]be[-_](replaced|changed|filled|defined))(?![A-Za-z0-9])
        | (?<![A-Za-z0-9])(REPLACE|INSERT)_(?!(ALL|ALWAYS|AND|EXISTING|IF|IGNORE|INTO|NEVER|ON|ONLY|OR|OVERWRITE|UPDATE)(_|\b))(WITH_)?[A-Z][A-Z0-9_]+
        | (?<![A-Za-z0-9])(?i:replace[-_]with)([-_][A-Za-z0-9]+)+
        | (?<![A-Za-z0-9_])YOUR_[A-Z][A-Z0-9_]*
        | (?<![A-Za-z0-9])[A-Z][A-Z0-9]*([-_][A-Z0-9]+)*[-_]HERE(?![A-Za-z0-9])
        | (?<![A-Za-z0-9])(your|put|paste|insert)[-_]([a-z0-9]+[-_])+here(?![A-Za-z0-9])
        | (?<![A-Za-z0-9])(x{4,}|X{4,})(?![A-Za-z0-9])
        | @@[A-Za-z][A-Za-z0-9_.-]*@@ | @[A-Z][A-Z0-9_]+@ | <%=[^%]*%>
        """);

    // A name that begins with 'your-' works as well as any other; a host, an image or a URL does not.
    private static readonly Pattern Yours = Of(@"(?<![A-Za-z0-9])your[-_][a-z][a-z0-9]*([-_][a-z0-9]+)*");

    private static readonly Pattern Capitals = Of("^_*[A-Z][A-Z0-9]{2,}(_[A-Z0-9]+)*_*$");

    // Between the registry and the tag, which may be in capitals (https://github.com/opencontainers/distribution-spec/blob/main/spec.md#pulling-manifests).
    private static readonly Pattern ImagePath = Of(@"^([^/]*[.:][^/]*/)?(?<path>[^:@]*)");
    private static readonly Pattern CapitalsWithin = Of("(?<![A-Za-z0-9])_*[A-Z][A-Z0-9]{2,}(_[A-Z0-9]+)*_*(?![A-Za-z0-9])");

    private static readonly Pattern Hole = Of(@"\$\{[^{}]*\}|\{\{.*?\}\}|\$[A-Z_][A-Z0-9_]*\b");

    private static readonly Pattern SimpleHole = Of(@"\$\{[A-Za-z_][A-Za-z0-9_]*\}|\{\{-?\ *[.A-Za-z_][A-Za-z0-9_.]*\ *-?\}\}");

    // No name has them.
    private static readonly char[] HoleMarks = ['$', '{', '}', '<', '>', '%', '(', '['];

    private static readonly string[] Templates = ["template", "tmpl", "tpl", ".j2"];

    private static readonly string[] Patterns = ["template", "tmpl", "tpl", "j2", "example", "sample", "dist"];

    // What programs print in angle brackets, what language models count as one word, and tags.
    private static readonly HashSet<string> NoPlaceholders = new(
        [
            "none", "nil", "null", "unset", "unknown", "empty", "default", "any", "invalid", "no value", "unk", "pad", "bos", "eos", "mask", "cls", "sep", "think", "tool_call", "start_of_turn", "end_of_turn",
            "br", "html", "head", "body", "div", "span", "pre", "code", "title", "script", "style", "em", "strong", "ul", "li", "table", "tr", "td",
        ],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a file says by its name that it is to be copied and filled in: <c>db.template.yaml</c>, <c>secret.example.yaml</c>.</summary>
    public static bool IsPattern(SourceText source) =>
        source.FileName.Split('.').Skip(1).Any(part => Patterns.Contains(part, StringComparer.OrdinalIgnoreCase));

    /// <summary>The placeholder in a value; null when it holds none.</summary>
    public static string? Find(Node node, KubernetesObject subject) => node switch
    {
        ScalarNode { Kind: ScalarKind.String } scalar => FindIn(scalar.Text),
        ListNode when IsEllipsis(node) => "[...]",
        MapNode when IsEllipsis(node) => "{...}",
        UnknownNode or PartialNode => FindHole(node, subject),
        _ => null,
    };

    /// <summary>Whether it is <c>[...]</c> or <c>{...}</c>, which YAML reads as a list and a map.</summary>
    public static bool IsEllipsis(Node node) => node switch
    {
        ListNode { Items.Count: 1 } => node.Items[0] is ScalarNode { Text: "..." },
        MapNode { Entries.Count: 1 } => node.Entries[0].Key == "...",
        _ => false,
    };

    /// <summary>
    /// The placeholder in a value that has to be a number, an address or the like; there, words in capitals are one too, with
    /// or without a port. Null when it holds none.
    /// </summary>
    public static string? FindInsteadOf(Node node) =>
        node is not ScalarNode { Kind: ScalarKind.String } scalar ? null
        : scalar.Text.Split(':')[0] is var word && Capitals.IsMatch(word) ? word
        : FindIn(scalar.Text);

    /// <summary>
    /// Whether a text that has to be a name, or a short value of letters and digits, holds the marks of what a tool fills in,
    /// such as <c>%MIN%</c>, <c>@name@</c> or <c>__name__</c>.
    /// </summary>
    public static bool HasHole(string text) =>
        text.IndexOfAny(HoleMarks) >= 0 || text.IndexOf('@') != text.LastIndexOf('@') || text.IndexOf("__", StringComparison.Ordinal) != text.LastIndexOf("__", StringComparison.Ordinal);

    /// <summary>The word in capitals in the path of an image, where none can be; null when it holds none.</summary>
    public static string? FindInImage(Node node) =>
        node is ScalarNode { Kind: ScalarKind.String } scalar && scalar.Text.Any(char.IsUpper)
        && CapitalsWithin.Match(ImagePath.Match(scalar.Text).Groups["path"].Value) is { Success: true } match ? match.Value : null;

    /// <summary>
    /// The placeholder in what follows the sign of an option, such as <c>--cluster=&lt;cluster-name&gt;</c>; null when it holds
    /// none. A single word in lower-case letters may be part of a format there.
    /// </summary>
    public static string? FindInFlag(Node word)
    {
        if (word is not ScalarNode { Text: var text } || text.IndexOf('<') < 0 || text[0] != '-' || text.IndexOf('=') is not (> 0 and var sign))
            return null;
        var value = text.Substring(sign + 1);
        return Form.Match(value) is { Success: true } match && match.Groups["angle"] is { Success: true, Value: var angle }
            && (angle.Any(char.IsUpper) || angle.IndexOfAny([' ', '_', '-']) > 0) && IsPlaceholder(value, match)
            ? match.Value
            : null;
    }

    private static string? FindIn(string text)
    {
        if (text is "..." or "[...]")
            return text;
        if (!MayHold(text))
            return null;
        if (Form.Match(text) is { Success: true } match)
            return IsPlaceholder(text, match) ? match.Value : null;
        return text.IndexOfAny(['.', '/', '@', ':']) >= 0 && !HasBlank(text) && Yours.Match(text) is { Success: true } yours ? yours.Value : null;
    }

    // Nearly every value is none: what each of the forms has in it is looked for first.
    private static bool MayHold(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is '<' or '@')
                return true;
            var word = (text[i] | ' ') switch
            {
                'r' => "replace",
                'c' => "change",
                'i' => "insert",
                'y' => "your",
                't' => i + 2 < text.Length && text[i + 2] == '_' ? "to_be" : "to-be",
                'x' => "xxxx",
                'h' => "here",
                _ => null,
            };
            if (word is not null && i + 1 < text.Length && (text[i + 1] | ' ') == word[1] && string.Compare(text, i, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) == 0)
                return true;
        }

        return false;
    }

    // Among words of prose, or beside tags, angle brackets mean something else.
    private static bool IsPlaceholder(string text, Match match)
    {
        if (HasBlank(text.Remove(match.Index, match.Length)))
            return false;
        var angle = match.Groups["angle"];
        return !angle.Success || (angle.Length > 1 && !NoPlaceholders.Contains(angle.Value) && !text.Contains("</") && !text.Contains("/>"));
    }

    private static bool HasBlank(string text) => text.Any(char.IsWhiteSpace);

    /// <summary>
    /// A hole that no tool is known to fill: the only one of its file, in an object that Kubernetes itself reads. A file with
    /// several is a template, and so is one that says so, or that a kustomization, Flux or OpenShift builds from. The image is
    /// named by the pipeline that has just made it.
    /// </summary>
    private static string? FindHole(Node node, KubernetesObject subject)
    {
        if (subject.IsBuilt || node.Key == "image" || subject.Kustomizations.Count > 0 || subject.Cluster.MayBeSubstituted)
            return null;
        if (subject.Source.PathSegments.Any(segment => Words.AnyIn(segment, Templates)))
            return null;
        var hole = Hole.Match(subject.Source.Text);
        if (!hole.Success || !SimpleHole.IsMatch(hole.Value) || hole.Index < node.At.Start || hole.Index + hole.Length > node.At.End || hole.NextMatch().Success)
            return null;
        if (IsVariableBeside(node, hole.Value.Trim('$', '{', '}')))
            return null;
        var isInTemplate = subject.Cluster.Lists.Any(list => list.Source == subject.Source && list.Kind.Is("Template").IsTrue);
        var isOwnKind = subject.ApiVersion.TryGet(out var version) && subject.Kind.TryGet(out var kind) && KubernetesSchema.Default.Find(version, kind) is not null;
        return isOwnKind && !isInTemplate && IsOneLine(node.At.Text) ? hole.Value : null;
    }

    // Programs fill in what other variables hold by themselves, as those of Spring do
    // (https://docs.spring.io/spring-boot/reference/features/external-config.html#features.external-config.files.property-placeholders).
    private static bool IsVariableBeside(Node value, string name) =>
        value.Parent?.Parent is { Key: "env" } variables && variables.Items.Any(variable => variable["name"].Text().Is(name).IsTrue);

    private static bool IsOneLine(string text) => text.IndexOf('\n') < 0 && text.IndexOf(": ", StringComparison.Ordinal) < 0;

    private static Pattern Of(string expression) => new(expression, RegexOptions.IgnorePatternWhitespace);
}
