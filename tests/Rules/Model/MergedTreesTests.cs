using Hale.Rules.Model;
using Hale.Rules.Tests.Tree;
using Hale.Rules.Tree;

namespace Hale.Rules.Tests.Model;

/// <summary>What patches make of a tree, and what is known of several that overlays make; <c>…</c> stands for what is not seen.</summary>
public sealed class MergedTreesTests
{
    [Theory]
    [InlineData("{ a: 1 }", "{ b: 2 }", "{ a: 1, b: 2 }", "{ a: 1, b: ~|2 }")]
    [InlineData("{ kind: A, a: 1 }", "{ kind: A, a: 2 }", "{ kind: A, a: 2 }", "{ kind: A, a: 1|2 }")]
    [InlineData("{ a: 1 }", "{ a: { b: 2 } }", "{ a: { b: 2 } }", "{ a: 1|{ b: 2 } }")]
    [InlineData("{ a: { b: 1 } }", "{ a: 2 }", "{ a: 2 }", "{ a: { b: 1 }|2 }")]
    [InlineData("{ a: { b: 1 } }", "{ a: { c: 2 } }", "{ a: { b: 1, c: 2 } }", "{ a: { b: 1, c: ~|2 } }")]
    [InlineData("{ a: { … } }", "{ a: { b: 2 } }", "{ a: { b: 2, … } }", "{ a: { b: …|2, … } }")]
    [InlineData("{ a: { b: 1 } }", "{ a: { … } }", "{ a: { b: 1, … } }", "{ a: { b: 1, … } }")]
    [InlineData("{ a: { b: 1 } }", "{ a: { $patch: replace } }", "{ a: … }", "{ a: … }")]
    public void A_patch_is_merged_into_maps(string tree, string patch, string merged, string whereItMayBeForAnother) => ExpectPatched(tree, patch, merged, whereItMayBeForAnother);

    [Theory]
    [InlineData("{ env: [{ name: a, value: 1 }] }", "{ env: [{ name: a, value: 2 }] }", "{ env: [{ name: a, value: 2 }] }", "{ env: [{ name: a, value: 1|2 }] }")]
    [InlineData("{ env: [{ name: a }] }", "{ env: [{ name: b }] }", "{ env: [{ name: a }, { name: b }] }", "{ env: [{ name: a }, …] }")]
    [InlineData("{ env: [{ name: a }, …] }", "{ env: [{ name: b }] }", "{ env: [{ name: a }, { name: b }, …] }", "{ env: [{ name: a }, …] }")]
    [InlineData("{ env: [{ name: a }] }", "{ env: [{ name: b }, …] }", "{ env: [{ name: a }, { name: b }, …] }", "{ env: [{ name: a }, …] }")]
    [InlineData("{ env: [{ name: a }] }", "{ env: [{ value: b }] }", "{ env: [{ value: b }] }", "{ env: [{ name: a }]|[{ value: b }] }")]
    [InlineData("{ env: [{ name: a }] }", "{ env: b }", "{ env: b }", "{ env: [{ name: a }]|b }")]
    [InlineData("{ env: a }", "{ env: [{ name: b }] }", "{ env: [{ name: b }] }", "{ env: a|[{ name: b }] }")]
    [InlineData("{ volumeMounts: [{ name: a, mountPath: /a }] }", "{ volumeMounts: [{ name: a, mountPath: /b }] }", "{ volumeMounts: [{ name: a, mountPath: /a }, { name: a, mountPath: /b }] }", "{ volumeMounts: [{ name: a, mountPath: /a }, …] }")]
    [InlineData("{ volumeMounts: [{ name: a, mountPath: /a }] }", "{ volumeMounts: [{ name: b, mountPath: /a }] }", "{ volumeMounts: [{ name: b, mountPath: /a }] }", "{ volumeMounts: [{ name: a|b, mountPath: /a }] }")]
    [InlineData("{ ports: [{ name: a, containerPort: 1 }] }", "{ ports: [{ name: b, containerPort: 1 }] }", "{ ports: [{ name: b, containerPort: 1 }] }", "{ ports: [{ name: a|b, containerPort: 1 }] }")]
    [InlineData("{ ports: [{ port: 1 }] }", "{ ports: [{ port: 2 }] }", "{ ports: [{ port: 1 }, { port: 2 }] }", "{ ports: [{ port: 1 }, …] }")]
    [InlineData("{ ports: [{ port: 1 }] }", "{ ports: [{ containerPort: 1 }] }", "{ ports: [{ port: 1 }, { containerPort: 1 }] }", "{ ports: [{ port: 1 }, …] }")]
    [InlineData("{ subjects: [{ name: a }] }", "{ subjects: [{ name: b }] }", "{ subjects: [{ name: b }] }", "{ subjects: [{ name: a }]|[{ name: b }] }")] // replaced whole
    [InlineData("{ args: [a] }", "{ args: [b] }", "{ args: [b] }", "{ args: [a]|[b] }")]
    public void A_patch_is_merged_into_lists_by_what_their_items_are_known_by(string tree, string patch, string merged, string whereItMayBeForAnother) =>
        ExpectPatched(tree, patch, merged, whereItMayBeForAnother);

    [Theory]
    [InlineData("{ a: 1 }", "{ a: 1 }", "{ a: 1 }")]
    [InlineData("{ a: 1 }", "{ a: 2 }", "{ a: 1|2 }")]
    [InlineData("{ a: 1 }", "{ b: 2 }", "{ a: 1|~, b: ~|2 }")]
    [InlineData("{ a: 1, … }", "{ a: 2 }", "{ a: 1|2, … }")]
    [InlineData("{ a: 1 }", "{ a: 2, … }", "{ a: 1|2, … }")]
    [InlineData("{ a: 1, a: 2 }", "{ a: 3 }", "{ a: 1|3, a: 2 }")] // Of repeated keys the one that counts.
    [InlineData("[{ name: a, b: 1 }]", "[{ name: a, b: 2 }]", "[{ name: a, b: 1|2 }]")]
    [InlineData("[{ name: a, b: 1 }, …]", "[{ name: a, b: 2 }]", "[{ name: a, b: 1|2 }, …]")]
    [InlineData("[{ name: a, b: 1 }]", "[{ name: a, b: 2 }, …]", "[{ name: a, b: 1|2 }, …]")]
    [InlineData("[{ name: a }, { name: b }]", "[{ name: a }]", "[{ name: a }, …]")]
    [InlineData("[{ name: a }]", "[{ name: b }, { name: a }]", "[{ name: a }, …]")]
    [InlineData("[{ name: a }]", "[{ name: '${NAME}' }]", "[{ name: a }]|[{ name: … }]")]
    [InlineData("[{ name: '${NAME}' }]", "[{ name: a }]", "[{ name: … }]|[{ name: a }]")]
    [InlineData("[a]", "[b]", "[a]|[b]")]
    [InlineData("[a]", "{ a: 1 }", "[a]|{ a: 1 }")]
    public void Variants_are_joined(string one, string other, string joined) => Assert.Equal(joined, Shown(Variants.Join(Parsed(one), Parsed(other))));

    private static void ExpectPatched(string tree, string patch, params string[] merged)
    {
        var change = new KustomizePatch(Parsed(patch), Written.Absent());
        Assert.Equal(merged, new[] { true, false }.Select(isCertain => Shown(change.ApplyTo(Parsed(tree), isCertain))));
    }

    // '{ a: 1, … }' is a map of which not everything is seen.
    private static Node Parsed(string text) => Opened(Written.Parse(text.Replace("…", "'…'", StringComparison.Ordinal)));

    private static Node Opened(Node node) => node switch
    {
        MapNode map => new MapNode(map.At, [.. map.Entries.Where(entry => entry.Key != "…").Select(entry => entry with { Value = Opened(entry.Value) })], isOpen: map.Entries.Any(entry => entry.Key == "…")),
        ListNode list => new ListNode(list.At, [.. list.Items.Where(item => item is not ScalarNode { Text: "…" }).Select(Opened)], isOpen: list.Items.Any(item => item is ScalarNode { Text: "…" })),
        _ => node.Copy(),
    };

    private static string Shown(Node node) => node switch
    {
        MapNode map => $"{{ {string.Join(", ", map.Entries.Select(entry => $"{entry.Key}: {Shown(entry.Value)}").Concat(Rest(map)))} }}",
        ListNode list => $"[{string.Join(", ", list.Items.Select(Shown).Concat(Rest(list)))}]",
        ScalarNode scalar => scalar.Text,
        ChoiceNode several => string.Join('|', several.Choices.Select(Shown)),
        AbsentNode => "~",
        _ => "…",
    };

    private static string[] Rest(Node node) => node.IsOpen ? ["…"] : [];
}
