using Hale.Rules.Tree;
using Hale.Testing;
using static Hale.Yaml.Tests.Reading;

namespace Hale.Yaml.Tests;

/// <summary>
/// What is read without YamlDotNet is read as YamlDotNet reads it. <see cref="Reading.Read"/> compares the two for every text of the
/// other tests, too.
/// </summary>
public sealed class SimpleYamlTests
{
    private const string Manifest = """
        # A remark.
        ---
        apiVersion: v1 # another
        kind: "Pod"
        metadata: {name: web, labels: { app: "web", 'tier': front }}
        'quoted key' : x
        "items":
        - one
        -   two: 2
            three:
              four: -3
        -
          - - deep
            - http://host:80/#part
          - [a, "b c", [d, {e: f}],
             g ]
        data:
          literal: |

            #!/bin/sh
              echo "$HOME" # no comment

            exit
          kept: |+
            text

          folded: >-
            a
            b

              more
            c
          empty:
          plain: several words: no
          lines: goes on
            over lines

            and on
          quotes: 'it''s
            "folded"'
          escapes: "a\n\"b\"\\ \tc
            d"
          :odd: :80
          some key: ~
        """;

    private static readonly string[] Insertions =
    [
        " ", "  ", "\t", "\n", "\n\n", "\n  ", "\n    ", ":", ": ", " :", "-", "- ", "\n- ", "--", "#", " #", "'", "''", "\"", "\\", "\\n", "[", "]", "{", "}", ", ", ",", "&a ", "*a",
        "!", "|", ">", "|\n", ">-\n", "|2", "%", "@", "?", "? ", "`", "~", "é", "\u00A0", "\uFEFF", "\r", "\n---\n", "\n...\n", "[a, b]", "{a: b}", "{a: }", "[a,]", "a: b", "\"a\"", "'a'",
    ];

    [Theory]
    [InlineData("a: b")]
    [InlineData("a: b # c\n# d\n")]
    [InlineData("# a\n---\na: b\n")]
    [InlineData("--- # a\na:\n  b: c\n  d: e\nf: g")]
    [InlineData("a:\n- b\n- c: d\n  e: f\ng:\n  - h\n")]
    [InlineData("a:\n-\n- b\nc:")]
    [InlineData("- - a\n  - b\n-\n  c: d")]
    [InlineData("a: |\n  b\n\n   c\n\nd: >+\n  e\n  f\n\n\ng: |-\n  #h")]
    [InlineData("a: >\n  b\n  c\n\n  d\n   e\n  f")]
    [InlineData("a: |")]
    [InlineData("a: |\n  b")]
    [InlineData("a: b c\n  d\n\n\n  e # f\n")]
    [InlineData("a: 'b ''c'' '\nd: \"e\\tf \"\ng: ''\nh: \"\"")]
    [InlineData("a: 'b  \n\n  c  '\nd: \"  \n  e\n  \"")]
    [InlineData("a: \"\\\"b\\\" \\\\ \\/ \\n \\r \\0\"")]
    [InlineData("\"a b\": c\n'd' : e\nf g : h\ni:j: k")]
    [InlineData("a: []\nb: {}\nc: [ d , e ]\nf: {g: h, i: [j, {k: l}], }")]
    [InlineData("a: [\n  b, # c\n  'd'\n]\ne: {\n  f: g\n}")]
    [InlineData("a: -1\nb: --c\nd: a-b\ne: :80\nf: $(G)\nh: ${I}\nj: k#l")]
    public void Reads_what_manifests_are_written_in(string text) => Compare(text, isSimple: text != "a: |");

    [Theory]
    [InlineData("a: &b c")]
    [InlineData("a: *b")]
    [InlineData("a: !!str 1")]
    [InlineData("? a\n: b")]
    [InlineData("a: |2\n   b")]
    [InlineData("a: \"\\u0041\"")]
    [InlineData("a: {{ b }}")]
    [InlineData("{\"a\":\"b\"}")]
    [InlineData("a: b\r\nc: d\r\n")]
    [InlineData("a:\tb")]
    [InlineData("a: b: c")]
    [InlineData("a: b\n c: d")]
    [InlineData("a: [b\nc: d")]
    [InlineData("a: {b: }")]
    [InlineData("a: 'b")]
    [InlineData("a: \"b\nc\"")]
    [InlineData("- a\nb: c")]
    [InlineData("a: - b")]
    [InlineData("a\n")]
    [InlineData("%YAML 1.2\n---\na: b")]
    public void Leaves_all_else_to_the_parser(string text) => Compare(text, isSimple: false);

    [Fact]
    public void Leaves_deep_nesting_to_the_parser() => Compare(string.Concat(Enumerable.Repeat("- ", 101)) + "a", isSimple: false);

    [Fact]
    public void Leaves_long_texts_to_the_parser() => Compare($"a: {new string('b', 1024 * 1024)}", isSimple: false);

    [Fact]
    public void Reads_the_samples_as_the_parser_does()
    {
        foreach (var path in Directory.EnumerateFiles(Repository.PathOf("samples"), "*.yaml", SearchOption.AllDirectories))
            Compare(File.ReadAllText(path), isSimple: true);
    }

    [Fact]
    public void Reads_random_stretches_with_random_edits_as_the_parser_does()
    {
        foreach (var seed in Fuzzing.Seeds(20_000))
        {
            var random = new Random(seed);
            var lines = Manifest.ReplaceLineEndings("\n").Split('\n');
            var first = random.Next(lines.Length);
            var text = string.Join('\n', lines.Skip(first).Take(random.Next(1, lines.Length)));
            for (var edits = random.Next(6); edits > 0; edits--)
                text = text.Insert(random.Next(text.Length + 1), Insertions[random.Next(Insertions.Length)]);
            foreach (var chunk in DocumentSplitter.Split(new SourceText("manifest.yaml", text)))
                CompareEvents(chunk);
        }
    }

    private static void Compare(string text, bool isSimple)
    {
        foreach (var chunk in DocumentSplitter.Split(new SourceText("manifest.yaml", text)))
            Assert.Equal(isSimple, CompareEvents(chunk));
    }
}
