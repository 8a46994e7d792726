using Hale.CSharp.Projects.Suppressions;
using Hale.Rules;
using Hale.Rules.Model;
using Hale.Rules.Suppressions;
using Hale.Rules.Tree;

namespace Hale.CSharp.Projects.Tests.Suppressions;

public sealed class CSharpSuppressionsTests : IDisposable
{
    private readonly ProjectFolder _projects = new();

    public void Dispose() => _projects.Dispose();

    [Fact]
    public void A_directive_holds_up_to_where_the_rule_is_restored()
    {
        var suppression = One("""
            class Web
            {
            #pragma warning disable CS0168, HA0101 // one is enough
                int a;
            #pragma warning restore HA0302
                int b;
            #pragma warning restore HA0101
                int c;
            }
            """);
        Assert.Equal(("HA0101", "HA0101", "one is enough"), (suppression.Rule, suppression.At.Text, suppression.Reason));
        Assert.Equal("int a;\n#pragma warning restore HA0302\n    int b;", Assert.Single(suppression.Stretches).Text.Trim());
    }

    [Theory]
    [InlineData("#pragma warning restore")]
    [InlineData("")]
    public void A_directive_holds_up_to_where_everything_is_restored_or_the_file_ends(string end)
    {
        var suppression = One($"#pragma warning disable HA0101\nclass A;\n{end}\nclass B;");
        Assert.Equal(end.Length == 0, Assert.Single(suppression.Stretches).Text.Contains('B', StringComparison.Ordinal));
        Assert.Null(suppression.Reason);
    }

    [Fact]
    public void A_directive_without_ids_silences_every_rule_up_to_where_everything_is_restored()
    {
        var suppression = One("#pragma warning disable // generated\nclass A;\n#pragma warning restore HA0101\nclass B;\n#pragma warning restore\nclass C;");
        Assert.Equal(((string?)null, "generated"), (suppression.Rule, suppression.Reason));
        Assert.Equal("class A;\n#pragma warning restore HA0101\nclass B;", Assert.Single(suppression.Stretches).Text.Trim());
    }

    [Theory]
    [InlineData("#pragma warning disable CS0168, HAA0101")]
    [InlineData("#if NEVER\n#pragma warning disable HA0101\n#endif")]
    [InlineData("#pragma warning restore HA0101")]
    [InlineData("[System.Diagnostics.CodeAnalysis.SuppressMessage(\"Design\", \"CA1000:Name\")] class A;")]
    [InlineData("[System.Obsolete(\"Hale\", false)] class SuppressMessage;")]
    [InlineData("// hale: ignored")]
    [InlineData("class A { string B = \"// hale:ignore HA0101\"; }")]
    public void What_is_not_about_rules_of_Hale_is_left_alone(string code) => Assert.Empty(In(code));

    [Theory]
    [InlineData("[SuppressMessage(\"Hale\", \"HA0101\")]")]
    [InlineData("[SuppressMessageAttribute(\"Hale\", \"HA0101:replicas-single\")]")]
    [InlineData("[System.Diagnostics.CodeAnalysis.SuppressMessage(category: \"Hale\", checkId: \"HA0101\")]")]
    [InlineData("[SuppressMessage(\"Hale\", Id)]")]
    public void An_attribute_holds_for_what_it_is_on(string attribute)
    {
        var suppression = One($$"""
            using System.Diagnostics.CodeAnalysis;
            class Web
            {
                const string Id = "HA0101";
                {{attribute}}
                object Pod() => null;
                object Other;
            }
            """);
        Assert.Equal("HA0101", suppression.Rule);
        Assert.Equal($"{attribute}\n    object Pod() => null;", Assert.Single(suppression.Stretches).Text);
    }

    [Fact]
    public void An_attribute_on_a_type_holds_for_all_its_parts() =>
        Assert.Equal(2, One("[System.Diagnostics.CodeAnalysis.SuppressMessage(\"Hale\", \"HA0101\", Justification = \"ours\")] partial class A; partial class A; class B;").Stretches.Count);

    [Theory]
    [InlineData("[assembly: SuppressMessage(\"Hale\", \"HA0101\")]", "Names.cs Web.cs")]
    [InlineData("[assembly: SuppressMessage(\"Hale\", \"HA0101\", Scope = \"type\", Target = \"~T:Shop.Names\")]", "Names.cs")]
    [InlineData("[module: SuppressMessage(\"Hale\", \"HA0101\", Scope = \"member\", Target = \"~M:Shop.Names.Of(System.Int32)\")]", "Names.cs")]
    [InlineData("[assembly: SuppressMessage(\"Hale\", \"HA0101\", Scope = \"type\", Target = \"~T:Gone\")]", "")]
    public void An_attribute_on_the_assembly_holds_everywhere_or_for_its_target(string attribute, string files)
    {
        _projects.With("Names.cs", "namespace Shop; class Names { string Of(int number) => null; }");
        var stretches = Assert.Single(In("using System.Diagnostics.CodeAnalysis;\n" + attribute, "Names.cs")).Stretches;
        Assert.Equal(files, string.Join(' ', stretches.Select(stretch => stretch.Source.Path).Where(path => path.Length > 0).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void A_comment_holds_for_its_line_or_for_what_is_below()
    {
        var suppressions = In("""
            class Web
            {
                object Pods() => new[]
                {
                    1, // hale:ignore HA0101 -- behind
                    // hale:ignore HA0302, replicas-single -- above
                    new { A = 1,
                      B = 2 },
                    3,
                };

                /* hale:ignore HA0303 */
                int Number()
                {
                    return 1;
                }
            }
            """);
        Assert.Equal(["HA0101", "HA0302", "replicas-single", "HA0303"], suppressions.Select(suppression => suppression.Rule));
        Assert.Equal(["behind", "above", "above", null], suppressions.Select(suppression => suppression.Reason));
        var texts = suppressions.Select(suppression => Assert.Single(suppression.Stretches).Text).ToList();
        Assert.StartsWith("        1, //", texts[0], StringComparison.Ordinal);
        Assert.Equal("new { A = 1,\n          B = 2 }", texts[1]);
        Assert.StartsWith("int Number()", texts[3], StringComparison.Ordinal);
        Assert.EndsWith("}", texts[3], StringComparison.Ordinal);
    }

    [Fact]
    public void A_comment_can_be_for_the_file()
    {
        var suppression = One("// hale:ignore-file HA0101\nclass A;");
        Assert.Equal(suppression.At.Source.Text, Assert.Single(suppression.Stretches).Text);
    }

    [Fact]
    public void A_comment_that_begins_with_another_word_silences_nothing_and_is_reported()
    {
        var suppression = One("/* hale:ignored HA0101 */\nclass A;");
        Assert.Equal(("hale:ignored", "hale:ignored", 0), (suppression.At.Text, suppression.Rule, suppression.Stretches.Count));
        Assert.Equal(["HA0005", "HA0101"], Lint("new Deployment(1) // hale:ignored HA0101").Where(finding => finding.Rule.Id is "HA0005" or "HA0101").Select(finding => finding.Rule.Id).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_is_silenced_is_not_found()
    {
        var text = """
            #pragma warning disable HA0101 // batch work
            new Deployment(1)
            #pragma warning restore HA0101
            new Deployment(1)
            #pragma warning disable HA0302
            """;
        var findings = Lint(text);
        Assert.Equal(["HA0004", "HA0101"], findings.Where(finding => finding.Rule.Id is "HA0004" or "HA0101" && finding.Suppression is null).Select(finding => finding.Rule.Id).Order(StringComparer.Ordinal));
        Assert.Equal("batch work", Assert.Single(findings, finding => finding.Suppression is not null).Suppression!.Reason);
    }

    [Fact]
    public void Every_rule_is_silent_behind_a_directive_without_ids_and_nobody_is_told_where_none_would_speak()
    {
        var findings = Lint("#pragma warning disable\nnew Deployment(1)\n#pragma warning restore\n#pragma warning disable\n");
        Assert.NotEmpty(findings);
        Assert.All(findings, finding => Assert.NotNull(finding.Suppression));
    }

    private SuppressedText One(string code) => Assert.Single(In(code));

    private IReadOnlyList<SuppressedText> In(string code, params string[] others)
    {
        _projects.With("Web.cs", code.ReplaceLineEndings("\n"));
        return CSharpSuppressions.In(_projects.Compile(["Web.cs", .. others]));
    }

    // Deployments with one replica where the code says so, as the evaluator would read them.
    private IReadOnlyList<Finding> Lint(string code)
    {
        var suppressions = In(code);
        var source = suppressions[0].At.Source;
        var documents = new List<Document>();
        for (var start = code.IndexOf("Deployment", StringComparison.Ordinal); start >= 0; start = code.IndexOf("Deployment", start + 1, StringComparison.Ordinal))
            documents.Add(new Document(source, Deployment(new Place(source, start, start + 10), new Place(source, start + 11, start + 12))));
        return RuleRunner.RunAll(new Cluster(documents, [], new ClusterFacts()) { SuppressedTexts = suppressions }, new RuleSelection { Preset = Preset.All });
    }

    private static MapNode Deployment(Place at, Place replicas)
    {
        return Map(("apiVersion", Text("apps/v1")), ("kind", Text("Deployment")), ("metadata", Map(("name", Text("web")))), ("spec", Map(
            ("replicas", new ScalarNode(replicas, ScalarKind.Integer, "1")),
            ("selector", Map(("matchLabels", Map(("app", Text("web")))))),
            ("template", Map(("metadata", Map(("labels", Map(("app", Text("web")))))), ("spec", Map(("containers", new ListNode(at, [Map(("name", Text("web")), ("image", Text("web:1")))])))))))));

        MapNode Map(params (string Key, Node Value)[] entries) => new(at, [.. entries.Select(entry => new Entry(entry.Key, at, entry.Value))], isOpen: false, at);

        ScalarNode Text(string text) => new(at, ScalarKind.String, text);
    }
}
