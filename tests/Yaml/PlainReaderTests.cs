using System.Globalization;
using Hale.Rules.Tree;
using Hale.Testing;

namespace Hale.Yaml.Tests;

/// <summary>What <see cref="PlainReader"/> reads, the parser of all of YAML reads to the same trees, places and comments.</summary>
public sealed class PlainReaderTests
{
    /// <summary>A folder of other manifests to compare, and how often each is changed: for longer runs by hand.</summary>
    private static readonly string? Folder = Environment.GetEnvironmentVariable("HALE_FUZZ_FOLDER");

    private static readonly int Runs = int.Parse(Environment.GetEnvironmentVariable("HALE_FUZZ_RUNS") ?? "20", CultureInfo.InvariantCulture);

    private static readonly string[] Insertions =
    [
        " ", "  ", "\t", "\n", "\n\n", "\n  ", "\n    ", "\n# x\n", ":", ": ", ":\n", "-", "- ", "-\n", "\n- ", "#", " #", " # x", "'", "\"", "\"\"", "[", "]", "[]", "{", "}",
        "{}", "{{", "}}", "{{ .x }}", "${X}", "$X", ",", ", ", "&a ", "*a", "!", "!!int ", "|", "|\n", "|-\n", "|+\n", ">", "%", "@", "?", "? ", "\\", "<<: ", "---\n", "a: b\n", "~", "1",
        "é", "\u00A0", "\u3000", "\r\n", "0x1F", "null", "...\n", "    ", "- - ", "a: ",
    ];

    [Fact]
    public void Reads_samples_and_examples_as_the_parser_does()
    {
        var (plain, all) = (0, 0);
        foreach (var text in Manifests())
        {
            Compare(text);
            foreach (var chunk in DocumentSplitter.Split(new SourceText("manifest.yaml", text)))
            {
                all++;
                plain += PlainReader.Read(chunk, new YamlLimits()) is null ? 0 : 1;
            }
        }

        Assert.True(plain > all * 0.8, $"{plain} of {all} documents are plain");
    }

    [Fact]
    public void Reads_changed_manifests_as_the_parser_does()
    {
        var random = new Random(20260801);
        foreach (var text in Manifests().Where(text => text.Length is > 0 and < 20_000))
        {
            for (var run = 0; run < Runs; run++)
                Compare(Change(text, random));
        }
    }

    [Theory]
    [InlineData("a:\n- b\n- c: d\n  e:\n  - f\ng: h\n")]
    [InlineData("a:\n-\n- \n-   b\n-   c: d\n    e: f\n")]
    [InlineData("- a\n")]
    [InlineData("a:\n  - - b\n    - c\n  - - d\n")]
    [InlineData("# x\n---   # y\n# z\na: b # c\n# d\n")]
    [InlineData("a: |\n  b\n\n   c\n\n\nd: |-\n\n  e\n# f\ng: |+\n  h\n\n\n")]
    [InlineData("a: |\n   \n  b\n")]
    [InlineData("a: |\n  b\n c: d\n")]
    [InlineData("a:\n  b: |\n    c\n   # d\n  e: f\n")]
    [InlineData("a: |\n  b\n  \t\n    \n")]
    [InlineData("a: [b, \"c\", 'd' , 1]\ne: []\nf: {}\ng: [ ]\n")]
    [InlineData("a: b\n  c\n")]
    [InlineData("a:\n  b: c\n d: e\n")]
    [InlineData("\"a\": 'b'\n'c':\n\"d\":   \n")]
    [InlineData("a: b: c\n")]
    [InlineData("a: b:c#d #e\n")]
    [InlineData("a: -1\nb: -c\nc: - d\n")]
    [InlineData("a: {{ x }}\n")]
    [InlineData("{{ a }}: b\n")]
    [InlineData("a: 'it''s'\nb: \"\\n\"\n")]
    [InlineData("a: x\u00A0\nb: \u3000\n")]
    [InlineData("a: 1\na: 2\n<<: 3\n")]
    [InlineData("a:\n  - b\n  c: d\n")]
    [InlineData("a: [b,]\n")]
    [InlineData("a: [-b, c-]\n")]
    [InlineData("a: ---\nb: --c\n")]
    [InlineData("a: { b: c, \"d\": 'e' , f: [1, { g: h }] } # i\nj: {k: l}\nm: { }\n")]
    [InlineData("a: { b: , c }\n")]
    [InlineData("a: { b: nginx:1.27, c: d:, e: x: y }\n")]
    [InlineData("a: [nginx:1.27, b:c, ':d', e:]\n")]
    [InlineData("a: {b: c\nd: e\n")]
    [InlineData("a: {b: c}}\n")]
    [InlineData("a: [b]: c\n")]
    [InlineData("- {a: b}: c\n")]
    [InlineData("a: b")]
    [InlineData("a: |\n  b")]
    [InlineData("a: |\n  b\n  ")]
    [InlineData("a:\n-")]
    [InlineData("a: b\n  c  # d\ne: f\n\n\n  - g\n   h: i\n")]
    [InlineData("a: b\n  c\n\n\n  - d # e\nf:\n- g\n  h\n- i\n\n")]
    [InlineData("a: b\n  # c\n  d\n")]
    [InlineData("a: \"b \\\" \\\\ \\n \\t \\x41 '\"\n")]
    [InlineData("a: \"b \\\" \\\\ \\n \\t '\" # c\nd: '''e''' # f\n'g''h': i\n")]
    [InlineData("a: \"b\\\n  c\"\n")]
    public void Reads_text_as_the_parser_does(string text) => Compare(text);

    private static void Compare(string text)
    {
        var source = new SourceText("manifest.yaml", text);
        var (found, expected) = (Describe(YamlReader.Read(source)), Describe(YamlReader.ReadWithParser(source)));
        Assert.True(found == expected, $"{text}\n=> {found}\nbut the parser:\n{expected}");
    }

    private static string Describe(YamlContent content) => string.Join(
        '\n',
        content.Documents.Select(document => $"{string.Join('\n', TreeCopy.Nodes(document.Root).Select(Describe))}\n# {string.Join(" # ", document.Comments)}")
            .Concat(content.Problems.Select(problem => problem.ToString())));

    private static string Describe(Node node) =>
        $"{node.GetType().Name} {node.Key}{node.Index} {Stretch(node.At)} {Stretch(node.NameAt)} {Stretch(node.Place)} {node.Exists.IsTrue} {node.IsOpen} "
        + node switch
        {
            ScalarNode scalar => $"{scalar.Kind} {scalar.Text}",
            PartialNode partial => string.Join("|", partial.Segments),
            _ => string.Join(',', node.Entries.Select(entry => $"{entry.Key}{Stretch(entry.KeyAt)}")),
        };

    private static string Stretch(Place place) => $"{place.Start}-{place.End}";

    private static string Change(string text, Random random)
    {
        for (var changes = random.Next(1, 4); changes > 0; changes--)
        {
            var at = random.Next(text.Length);
            var length = Math.Min(random.Next(8), text.Length - at);
            text = random.Next(3) == 0
                ? text.Remove(at, length)
                : text.Insert(at, Insertions[random.Next(Insertions.Length)]);
            if (text.Length == 0)
                return "\n";
        }

        return text;
    }

    private static IEnumerable<string> Manifests() =>
        new[] { Repository.PathOf("samples"), Repository.PathOf("src/Rules/Examples"), Folder }
            .OfType<string>()
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.yaml", SearchOption.AllDirectories))
            .Order(StringComparer.Ordinal)
            .Select(File.ReadAllText);
}
