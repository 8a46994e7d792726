using Hale.Rules;
using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Linting.Configuration;

/// <summary>Finds what is wrong with a configuration, each mistake with its place.</summary>
internal sealed class ShapeCheck
{
    private readonly List<Mistake> _mistakes = [];

    private ShapeCheck() { }

    /// <summary>The mistakes, in the order of the file; none when the value has the shape.</summary>
    public static IReadOnlyList<Mistake> Mistakes(Node node, Shape shape)
    {
        var check = new ShapeCheck();
        check.Check(node, shape, "The configuration");
        return [.. check._mistakes.OrderBy(mistake => mistake.At?.Start)];
    }

    private void Check(Node node, Shape shape, string name)
    {
        if (node is AbsentNode)
            return; // A key with nothing behind it is as good as none.
        switch (shape)
        {
            case ChoiceShape choice:
                CheckWord(node, choice.Words, name);
                break;
            case LabelsShape when IsMap(node, name, "from label to value"):
                CheckLabels(node);
                break;
            case RulesShape rules when IsMap(node, name, "from rule to severity"):
                CheckRules(node, rules.Words);
                break;
            case ListShape list:
                CheckList(node, list.Item, name);
                break;
            case SectionShape section when IsMap(node, name, $"with the keys {Join(section.Keys.Select(key => key.Name))}"):
                CheckSection(node, section.Keys);
                break;
            case TextsShape:
                CheckTexts(node, name);
                break;
            case GlobsShape:
                CheckTexts(node, name);
                CheckGlobs(node);
                break;
            default:
                CheckValue(node, shape, name);
                break;
        }
    }

    private void CheckValue(Node node, Shape shape, string name)
    {
        var expected = shape switch
        {
            FlagShape when node is not ScalarNode { Kind: ScalarKind.Boolean } => "true or false",
            CountShape count when !(Reading.Count(node) >= count.Least && Reading.Count(node) <= count.Most) =>
                FormattableString.Invariant($"a whole number from {count.Least} to {count.Most}"),
            DurationShape duration when !(Reading.Duration(node) >= Reading.Duration(duration.Least) && Reading.Duration(node) <= Reading.Duration(duration.Most)) =>
                $"a duration such as 40s, from {duration.Least} to {duration.Most}",
            VersionShape when Reading.Version(node) is null => $"a Kubernetes version such as {KubernetesVersion.Latest}",
            TextShape when string.IsNullOrWhiteSpace(Reading.Text(node)) => "a text",
            _ => null,
        };
        if (expected is not null)
            Add(node.At, $"{name} has to be {expected}");
    }

    private void CheckWord(Node node, IReadOnlyList<string> words, string name)
    {
        var word = Reading.Word(node);
        if (!words.Contains(word, StringComparer.Ordinal))
            Add(node.At, $"{name} has to be one of {Join(words)}, and is '{OneLine(word)}'{Meant(word, words)}");
    }

    private void CheckText(Node node, string otherwise)
    {
        if (Reading.Text(node) is null)
            Add(node.At, otherwise);
    }

    private void CheckTexts(Node node, string name)
    {
        if (node is ListNode)
            CheckItems(node, item => CheckText(item, $"Each item of {Inner(name)} has to be a text"));
        else
            CheckText(node, $"{name} has to be a text, or a list of texts");
    }

    private void CheckGlobs(Node node)
    {
        foreach (var item in node is ListNode ? node.Items : [node])
        {
            if (Reading.Text(item) is { } glob && FileGlobs.MistakeIn(glob) is { } mistake)
                Add(item.At, mistake);
        }
    }

    private void CheckList(Node node, Shape item, string name)
    {
        if (node is ListNode)
            CheckItems(node, value => Check(value, item, $"Each item of {Inner(name)}"));
        else
            Add(node.NameAt, $"{name} has to be a list");
    }

    private void CheckRules(Node node, IReadOnlyList<string> words)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in node.Entries)
        {
            if (RuleCatalog.Find(entry.Key) is not { } rule)
                Add(entry.KeyAt, RuleCatalog.NoSuchRule(OneLine(entry.Key)));
            else if (!seen.Add(rule.Info.Id))
                Add(entry.KeyAt, $"{rule.Info.Id} ({rule.Info.Name}) is set twice");
            if (entry.Value is AbsentNode)
                Add(entry.KeyAt, $"'{entry.Key}' is set to nothing: write one of {Join(words)}");
            else
                CheckWord(entry.Value, words, $"'{entry.Key}'");
        }
    }

    private void CheckLabels(Node node)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in node.Entries)
        {
            if (!seen.Add(entry.Key))
                Add(entry.KeyAt, $"'{OneLine(entry.Key)}' is written twice");
            CheckText(entry.Value, $"The value of '{OneLine(entry.Key)}' has to be a text: put it in quotes");
        }
    }

    private void CheckSection(Node node, IReadOnlyList<Setting> keys)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in node.Entries)
        {
            if (!seen.Add(entry.Key))
                Add(entry.KeyAt, $"'{entry.Key}' is written twice");
            else if (keys.FirstOrDefault(key => key.Name == entry.Key) is { } setting)
                Check(entry.Value, setting.Shape, $"'{entry.Key}'");
            else
                Add(entry.KeyAt, $"Unknown key '{OneLine(entry.Key)}'{Meant(entry.Key, keys.Select(key => key.Name))}");
        }

        foreach (var key in keys.Where(key => key.IsRequired && node[key.Name].Exists.IsFalse))
            Add(node.NameAt, $"'{key.Name}' is missing here");
    }

    private bool IsMap(Node node, string name, string contents)
    {
        if (node is not MapNode map)
            Add(node.NameAt, $"{name} has to be a map {contents}");
        else if (map.IsOpen)
            Add(node.NameAt, $"{name} has a key that is not plain text");
        return node is MapNode;
    }

    private static void CheckItems(Node list, Action<Node> check)
    {
        foreach (var item in list.Items)
            check(item);
    }

    private void Add(Place at, string message) => _mistakes.Add(new Mistake(at, message));

    private static string Meant(string word, IEnumerable<string> known) => Spelling.Nearest(word, known) is { } nearest ? $"; did you mean '{nearest}'" : "";

    private static string Join(IEnumerable<string> words) => string.Join(", ", words);

    private static string Inner(string name) => char.ToLowerInvariant(name[0]) + name.Substring(1);

    private static string OneLine(string text) => text.Split('\r', '\n')[0];
}
