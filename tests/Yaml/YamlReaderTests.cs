using Hale.Rules.Tree;
using static Hale.Yaml.Tests.Reading;

namespace Hale.Yaml.Tests;

public sealed class YamlReaderTests
{
    [Fact]
    public void Every_value_knows_where_it_stands()
    {
        var root = Root("""
            kind: Deployment
            metadata: { name: web }
            spec:
              replicas: 2
              containers:
              - name: "app"
                args: [-v, 'x']
              - image: nginx
            """);
        Assert.Equal("1:1 kind: Deployment", Show(root.NameAt));
        Assert.Equal("2:11 { name: web }", Show(root["metadata"].At));
        Assert.Equal("2:1 metadata", Show(root["metadata"].Place));
        Assert.Equal("2:19 web", Show(root["metadata"]["name"].Place));
        Assert.Equal("4:3 replicas", Show(root["spec"]["replicas"].NameAt));
        Assert.Equal("4:13 2", Show(root["spec"]["replicas"].Place));
        Assert.Equal("4:3 replicas: 2⏎  containers:⏎  - name: \"app\"⏎    args: [-v, 'x']⏎  - image: nginx", Show(root["spec"].At));

        var containers = root["spec"]["containers"];
        Assert.Equal("5:3 containers", Show(containers.Place));
        Assert.Equal("6:5 name: \"app\"", Show(containers.Items[0].Place));
        Assert.Equal("6:5 name: \"app\"⏎    args: [-v, 'x']", Show(containers.Items[0].At));
        Assert.Equal("6:11 \"app\"", Show(containers.Items[0]["name"].Place));
        Assert.Equal("7:11 [-v, 'x']", Show(containers.Items[0]["args"].At));
        Assert.Equal("7:16 'x'", Show(containers.Items[0]["args"].Items[1].Place));
        Assert.Equal("8:5 image", Show(containers.Items[1].Place));
        Assert.Equal("3:1 spec", Show(root["spec"]["strategy"]["type"].Place));
    }

    [Theory]
    [InlineData("a: |\n  one\n  two\n\nb: 1", "one\ntwo\n", "1:4 |⏎  one⏎  two")]
    [InlineData("a: |-\n  one\n\n  two\nb: 1", "one\n\ntwo", "1:4 |-⏎  one⏎⏎  two")]
    [InlineData("a: |+\n  one\n\nb: 1", "one\n\n", "1:4 |+⏎  one")]
    [InlineData("a: |2\n   one\nb: 1", " one\n", "1:4 |2⏎   one")]
    [InlineData("a: >\n  one\n  two\n\n  three\nb: 1", "one two\nthree\n", "1:4 >⏎  one⏎  two⏎⏎  three")]
    [InlineData("a: one\n  two\nb: 1", "one two", "1:4 one⏎  two")]
    [InlineData("a: 'it''s\n  one'\nb: 1", "it's one", "1:4 'it''s⏎  one'")]
    [InlineData("a: \"\\x41\\u00e9\\U0001F600\\n\\\n  x\"\nb: 1", "Aé😀\nx", "1:4 \"\\x41\\u00e9\\U0001F600\\n\\⏎  x\"")]
    [InlineData("a: \"\\ud83d\\ude00\"", "😀", "1:4 \"\\ud83d\\ude00\"")]
    [InlineData("a: x # y", "x", "1:4 x")]
    public void Scalars_of_every_style_have_their_text_and_place(string text, string value, string place)
    {
        var scalar = Assert.IsType<ScalarNode>(Root(text)["a"]);
        Assert.Equal((value, place), (scalar.Text, Show(scalar.At)));
    }

    [Fact]
    public void Every_line_break_counts()
    {
        var root = Root("a: 1\r\nb:\r  c: 2\n  d: \"x\r\n    y\"\r\ne: 3");
        Assert.Equal("1:4 1", Show(root["a"].At));
        Assert.Equal("3:6 2", Show(root["b"]["c"].At));
        Assert.Equal("4:6 \"x⏎    y\"", Show(root["b"]["d"].At));
        Assert.Equal("6:4 3", Show(root["e"].At));
    }

    [Fact]
    public void A_byte_order_mark_is_not_part_of_the_first_line()
    {
        Assert.Equal("1:4 1", Show(Root("\uFEFFa: 1")["a"].At));
        var second = Documents("a: 1\n---\n\uFEFFb: 2")[1].Root;
        Assert.Equal("b", Assert.Single(second.Entries).Key);
    }

    [Fact]
    public void Tabs_are_white_space_behind_the_indentation()
    {
        var root = Root("a:\t1\t# one\nb: [\t2,\t3\t]\n");
        Assert.Equal("1:4 1", Show(root["a"].At));
        Assert.Equal("2:9 3", Show(root["b"].Items[1].At));
    }

    [Fact]
    public void Json_may_be_indented_by_tabs()
    {
        var root = Root("{\r\n\t\"kind\": \"List\",\r\n\t\"items\": [\r\n\t\t{ \"name\": null }\r\n\t]\r\n}\r\n");
        Assert.Equal("2:2 \"kind\": \"List\"", Show(root.NameAt));
        Assert.Equal("4:5 \"name\"", Show(root["items"].Items[0]["name"].Place));
        Assert.Equal("1:1", Position(root.At));
        Assert.Equal((6, 2), root.At.EndPosition);
    }

    [Fact]
    public void Repeated_keys_are_kept_and_the_first_is_asked()
    {
        var root = Root("a: 1\nb: x\na: 2\n");
        Assert.Equal(["a", "b", "a"], root.Entries.Select(entry => entry.Key));
        Assert.Equal("3:1 a", Show(root.Entries[2].KeyAt));
        Assert.True(root["a"].Integer().Is(1).IsTrue);
    }

    [Fact]
    public void Aliases_keep_the_written_places()
    {
        var root = Root("""
            base: &base
              name: web
              ports: [80]
            other: *base
            list:
            - *base
            """);
        foreach (var copy in new[] { root["other"], root["list"].Items[0] })
        {
            Assert.Equal("2:9 web", Show(copy["name"].At));
            Assert.Equal("3:11 80", Show(copy["ports"].Items[0].At));
        }

        Assert.Equal("other.ports[0]", root["other"]["ports"].Items[0].PathFrom(root));
        Assert.Equal("4:1 other", Show(root["other"].Place));
        Assert.Equal("6:1 - *base", Show(root["list"].At));
    }

    [Fact]
    public void Anchors_and_tags_are_not_part_of_the_value()
    {
        var root = Root("a: &x 1\nb: !!str  &y 2\nc: &z # comment\n  d: 3\ne: &l [4]\nf: &n\ng: [*x, *n]");
        Assert.Equal("1:7 1", Show(root["a"].At));
        Assert.Equal("2:14 2", Show(root["b"].At));
        Assert.Equal("4:3 d: 3", Show(root["c"].At));
        Assert.Equal("5:7 [4]", Show(root["e"].At));
        Assert.True(root["f"].Exists.IsFalse);
        Assert.True(root["g"].Items[1].Exists.IsFalse);
    }

    [Fact]
    public void Keys_may_have_anchors() => Assert.True(Root("&k name: 1\nother: *k")["other"].Text().Is("name").IsTrue);

    [Fact]
    public void The_name_of_an_item_is_on_its_own_line_even_when_its_value_is_an_alias() =>
        Assert.Equal("3:3 name", Show(Root("x: &n web\nlist:\n- name: *n\n  image: y")["list"].Items[0].NameAt));

    [Fact]
    public void The_last_anchor_of_a_name_counts() => Assert.True(Root("a: &x 1\nb: &x 2\nc: *x")["c"].Integer().Is(2).IsTrue);

    [Fact]
    public void Merge_keys_bring_in_what_is_not_written()
    {
        var root = Root("""
            base: &base { cpu: 1, memory: 2 }
            more: &more { memory: 3, disk: 4 }
            one:
              <<: *base
              cpu: 5
            many:
              <<: [*base, *more]
            """);
        Assert.Equal(["cpu", "memory"], root["one"].Entries.Select(entry => entry.Key));
        Assert.Equal("5:8 5", Show(root["one"]["cpu"].At));
        Assert.Equal("1:31 2", Show(root["one"]["memory"].At));
        Assert.Equal("1:23 memory", Show(root["one"]["memory"].NameAt));
        Assert.Equal("one.memory", root["one"]["memory"].PathFrom(root));
        Assert.Equal(["cpu", "memory", "disk"], root["many"].Entries.Select(entry => entry.Key));
        Assert.Equal("1:31 2", Show(root["many"]["memory"].At));
        Assert.False(root["many"].IsOpen);
    }

    [Theory]
    [InlineData("<<: 1")]
    [InlineData("<<: []")]
    public void A_merge_key_without_maps_is_an_ordinary_key(string text) => Assert.Equal("<<", Assert.Single(Root(text).Entries).Key);

    [Fact]
    public void Pairs_in_lists_are_maps()
    {
        var root = Root("{\"x\": [a: 1, \"b\" : 2], y: [? c : 3]}");
        Assert.Equal("1:8 a: 1", Show(root["x"].Items[0].At));
        Assert.Equal("1:14 \"b\" : 2", Show(root["x"].Items[1].At));
        Assert.True(root["y"].Items[0]["c"].Integer().Is(3).IsTrue);
    }

    [Fact]
    public void A_key_that_is_no_text_may_be_any_key()
    {
        var root = Root("? [a, b]\n: 1\n? c\n: 2\n");
        Assert.True(root.IsOpen);
        Assert.True(root["c"].Integer().Is(2).IsTrue);
    }

    [Theory]
    [InlineData("spec: {\na: 1,\nb: 2\n}\nend: 3")]
    [InlineData("spec:\n  a: [\n  x,\n  'y'\n  ]\nend: 3")]
    [InlineData("- spec: [\na,\n b]\n  end: 3")]
    [InlineData("spec:\n  x: \"{\n  \\\"a\\\": 1\n  }\"\nend: 3")]
    [InlineData("spec: \"a\nb\nc\"\r\nend: 3")]
    public void Lines_in_brackets_and_quotes_need_no_indentation(string text)
    {
        // YAML 1.2 wants it, YamlDotNet insists on it, kubectl's parser does not.
        var root = Root(text);
        var last = (root is ListNode ? root.Items[0] : root)["end"];
        Assert.True(last.Integer().Is(3).IsTrue);
        Assert.Equal(text.Length, last.At.End);
    }

    [Fact]
    public void What_is_read_from_lines_without_indentation_has_its_place()
    {
        var root = Root("a:\n  b: [\n  one,\n  two # 2\n  ]\n  c: \"x\n  y\"\n");
        Assert.Equal("3:3 one", Show(root["a"]["b"].Items[0].At));
        Assert.Equal("4:3 two", Show(root["a"]["b"].Items[1].At));
        Assert.Equal("2:6 [⏎  one,⏎  two # 2⏎  ]", Show(root["a"]["b"].At));
        Assert.Equal("6:6 \"x⏎  y\"", Show(root["a"]["c"].At));
        Assert.Equal("x y", Assert.IsType<ScalarNode>(root["a"]["c"]).Text);
    }

    [Fact]
    public void A_broken_document_costs_no_other()
    {
        var content = Read("kind: A\n---\nkind: [\n---\nkind: C\n--- # empty\n---\n\tkind: D\n  x\n---\nkind: E\n");
        Assert.Equal(["3:7", "8:1"], content.Problems.Select(problem => Position(problem.At)));
        Assert.Equal(["A", "?", "C", "?", "E"], content.Documents.Select(document => document.Root is UnknownNode ? "?" : document.Root["kind"].Text().ToString()));
    }

    [Fact]
    public void A_bare_list_of_objects_is_a_problem_and_other_lists_are_none()
    {
        var problem = Problem("- apiVersion: v1\n  kind: Pod\n");
        Assert.Equal(("2:3 kind: Pod", InputProblemKind.Unreadable), (Show(problem.At), problem.Kind));
        Assert.Single(Documents("- op: add\n  path: /spec\n"));
        Assert.Single(Documents("[]"));
    }

    [Fact]
    public void Depth_is_limited()
    {
        var limits = new YamlLimits { Depth = 3 };
        Assert.Empty(Read("a: [{b: 1}]", limits).Problems);
        var problem = Problem("a: [{b: [1]}]", limits);
        Assert.Equal((InputProblemKind.OverLimit, "1:10 1", "Maps and lists are nested more than 3 levels deep"), (problem.Kind, Show(problem.At), problem.Message));
        Assert.Equal(InputProblemKind.OverLimit, Problem("a: &a [[1]]\nb: [[*a]]", limits).Kind);
    }

    [Fact]
    public void Aliases_are_limited()
    {
        var limits = new YamlLimits { AliasedNodes = 5 };
        Assert.Empty(Read("a: &a [1, 2]\nb: *a\nc: 1", limits).Problems);
        var problem = Problem("a: &a [1, 2]\nb: *a\nc: *a", limits);
        Assert.Equal((InputProblemKind.OverLimit, "3:4 *a", "The document's aliases repeat more than 5 values"), (problem.Kind, Show(problem.At), problem.Message));
        Assert.Equal("2:1 <<", Show(Problem("a: &a {b: [1, 2, 3, 4]}\n<<: *a", limits with { AliasedNodes = 8 }).At));
        Assert.Equal("1:8 *a", Show(Problem("a: &a [*a]").At));
    }

    [Fact]
    public void Documents_are_limited()
    {
        var content = Read("a: 1\n---\nb: 2\n--- # third\rc: 3\n---\nd: 4", new YamlLimits { Documents = 2 });
        Assert.Equal(2, content.Documents.Count);
        var problem = Assert.Single(content.Problems);
        Assert.Equal((InputProblemKind.OverLimit, "4:1 --- # third"), (problem.Kind, Show(problem.At)));
        Assert.Equal("The file has more than 2 documents; the rest is not read", problem.Message);
    }
}
