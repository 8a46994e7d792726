using Hale.Rules.Tree;
using Hale.Yaml;

namespace Hale.Rules.Tests.Tree;

/// <summary>Trees for tests, from YAML or by hand.</summary>
internal static class Written
{
    private static readonly SourceText Nowhere = new("made.cs", "0123456789");

    public static Place Somewhere { get; } = new(Nowhere, 2, 5);

    public static Node Parse(string text) => Assert.Single(YamlReader.Read(new SourceText("manifest.yaml", text)).Documents).Root;

    public static ScalarNode Text(string text) => new(Somewhere, ScalarKind.String, text);

    public static ScalarNode Number(long number) => new(Somewhere, ScalarKind.Integer, $"{number}");

    public static UnknownNode Unknown(bool isPresent = false) => new(Somewhere, isPresent);

    public static AbsentNode Absent() => new(Somewhere);

    public static ChoiceNode Choice(params Node[] choices) => new(Somewhere, choices);

    public static MapNode Map(bool isOpen, params (string Key, Node Value)[] entries) =>
        new(Somewhere, [.. entries.Select(entry => new Entry(entry.Key, Somewhere, entry.Value))], isOpen);
}
