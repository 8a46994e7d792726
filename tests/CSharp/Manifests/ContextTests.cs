using Hale.Rules;

namespace Hale.CSharp.Tests.Manifests;

/// <summary>A method that is called several times makes several objects, but stands in the source once.</summary>
public sealed class ContextTests
{
    [Fact]
    public void What_a_method_makes_in_several_calls_is_reported_once_with_the_calls()
    {
        var finding = Assert.Single(Builders.Findings("""
            class Factory
            {
                object[] All() => [Storage("fast"), Storage("slow"), Storage("cold")];

                V1StorageClass Storage(string name) => new V1StorageClass
                {
                    Metadata = new V1ObjectMeta { Name = name },
                    Provisioner = "ebs.csi.aws.com",
                    VolumeBindingMode = "Immediate",
                    ReclaimPolicy = "Retain",
                    AllowVolumeExpansion = true,
                };
            }
            """));

        Assert.Equal("HA0705", finding.Rule.Id);
        Assert.Equal("\"Immediate\"", finding.Place.Text);
        Assert.Equal(["Storage 3:24", "Storage 3:41", "Storage 3:58"], Calls(finding));
    }

    [Fact]
    public void Of_nested_calls_the_one_is_shown_that_differs()
    {
        var finding = Assert.Single(Builders.Findings("""
            class Factory
            {
                object[] All() => [Named("fast"), Named("slow")];

                V1StorageClass Named(string name) => Storage(new V1ObjectMeta { Name = name });

                V1StorageClass Storage(V1ObjectMeta metadata) =>
                    new() { Metadata = metadata, Provisioner = "ebs.csi.aws.com", ReclaimPolicy = "Retain", AllowVolumeExpansion = true };
            }
            """));

        Assert.Equal("new", finding.Place.Text);
        Assert.Equal(["Named 3:24", "Named 3:39"], Calls(finding));
    }

    [Fact]
    public void One_call_is_shown_too() => Assert.Equal(["Storage 3:21"], Calls(Assert.Single(Builders.Findings("""
        class Factory
        {
            object Get() => Storage();

            V1StorageClass Storage() => new()
            {
                Metadata = new() { Name = "fast" }, Provisioner = "ebs.csi.aws.com", ReclaimPolicy = "Retain", AllowVolumeExpansion = true,
            };
        }
        """))));

    [Fact]
    public void The_most_severe_of_them_is_reported()
    {
        const string Source = """
            class Factory
            {
                object[] All() => [Claimed("dev", 1), Claimed("shop", 1)];

                V1Deployment Claimed(string ns, int replicas) => new()
                {
                    Metadata = new() { Name = "web", NamespaceProperty = ns },
                    Spec = new()
                    {
                        Replicas = replicas,
                        Selector = new() { MatchLabels = new Dictionary<string, string> { ["app"] = "web" } },
                        Template = new()
                        {
                            Metadata = new() { Labels = new Dictionary<string, string> { ["app"] = "web" } },
                            Spec = new() { Containers = [new() { Name = "web", Image = "web:1.0" }] },
                        },
                    },
                };

                V1Service Service() => new()
                {
                    Metadata = new() { Name = "web", NamespaceProperty = "shop" },
                    Spec = new() { Selector = new Dictionary<string, string> { ["app"] = "web" }, Ports = [new() { Port = 80 }] },
                };
            }
            """;

        var finding = Assert.Single(Builders.Findings(Source, "HA0101"));
        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.Equal("shop", finding.Object!.Namespace);
        Assert.Equal(2, Calls(finding).Count());
    }

    [Fact]
    public void Two_fields_that_one_object_lacks_are_two_findings() => Assert.Equal(
        ["spec.template.spec.containers[0].image", "spec.template.spec.containers[0].name"],
        Builders.Findings("""
            class Factory
            {
                V1DaemonSet Agent() => new()
                {
                    Metadata = new() { Name = "agent" },
                    Spec = new()
                    {
                        Selector = new() { MatchLabels = new Dictionary<string, string> { ["app"] = "agent" } },
                        Template = new()
                        {
                            Metadata = new() { Labels = new Dictionary<string, string> { ["app"] = "agent" } },
                            Spec = new() { Containers = [new() { Args = ["run"] }] },
                        },
                    },
                };
            }
            """).Where(finding => finding.Rule.Id is "HA1804" or "HA1302").Select(finding => finding.Path).Order(StringComparer.Ordinal));

    [Fact]
    public void The_same_object_from_two_calls_is_one_object() => Assert.Empty(Builders.Findings(TwoCalls("shop", "shop"), "HA0304"));

    [Fact]
    public void Objects_that_one_creation_makes_under_two_names_are_two() =>
        Assert.Equal("Budget", Builders.Findings(TwoCalls("shop", "shop-too"), "HA0304").SelectMany(finding => finding.Related).Select(related => related.Place.Text).Distinct().Last());

    [Theory]
    [InlineData("a", "a", 1)]
    [InlineData("a", "b", 0)]
    [InlineData("a", "a + x", 0)]
    [InlineData("a.ToLower()", "a.ToLower()", 1)]
    [InlineData("a.ToLower()", "a.ToUpper()", 0)]
    [InlineData("a + x", "$\"{a}{x}\"", 0)] // an object may write itself in another way the next time
    [InlineData("a + n", "$\"{a}{n}\"", 1)]
    [InlineData("$\"{n}{n}\"", "$\"{n}\" + n", 1)]
    [InlineData("$\"{n:x}\"", "$\"{n:x}\"", 0)]
    [InlineData("$\"x{a}{b}y{b}\"", "$\"x{a}y{b}{b}\"", 0)]
    [InlineData("x.Name", "x.Name", 1)]
    [InlineData("x.Name", "next.Name", 0)]
    [InlineData("Counted()", "Counted()", 0)]
    public void Texts_that_are_written_alike_may_differ(string first, string second, int findings) =>
        Assert.Equal(findings, Builders.Findings(Selecting($"Labels({first})", $"Labels({second})"), "HA0302").Count);

    [Fact]
    public void A_text_is_another_one_after_what_it_is_made_of_has_changed() => Assert.Empty(Builders.Findings(
        Selecting("labels", "Labels(x.Name)").Replace("var labels = Labels(a);", "var labels = Labels(x.Name); x.Name = next.Name;", StringComparison.Ordinal), "HA0302"));

    [Fact]
    public void A_text_of_one_turn_of_a_loop_is_not_that_of_another_one() => Assert.Empty(Builders.Findings(
        Selecting("first", "second").Replace(
            "var labels = Labels(a);",
            """
            Dictionary<string, string> first = new() { ["a"] = "b" }, second = first;
            foreach (var name in a.Split(','))
                (first, second) = (second, Labels(name));
            """, StringComparison.Ordinal), "HA0302"));

    [Fact]
    public void A_text_that_two_objects_share_is_the_same() => Builders.Expect("HA0302", Selecting("labels", "labels", "{|HA0302:3|}"));

    private static string Selecting(string podLabels, string selected, string minAvailable = "3") => $$"""
        class Factory
        {
            static int s_count;

            object[] All(string a, string b, int n, Thing x, Thing next)
            {
                var labels = Labels(a);
                return [Shop({{podLabels}}), Budget({{selected}})];
            }

            Dictionary<string, string> Labels(string name) => new() { ["app"] = $"{name}-web" };

            static string Counted() => $"{s_count++}";

            V1PodDisruptionBudget Budget(Dictionary<string, string> labels) => new()
            {
                Metadata = new() { Name = "shop", NamespaceProperty = "shop" },
                Spec = new() { MinAvailable = {{minAvailable}}, Selector = new() { MatchLabels = labels } },
            };

            V1Deployment Shop(Dictionary<string, string> labels) => new()
            {
                Metadata = new() { Name = "shop", NamespaceProperty = "shop" },
                Spec = new()
                {
                    Replicas = 3,
                    Selector = new() { MatchLabels = labels },
                    Template = new() { Metadata = new() { Labels = labels }, Spec = new() { Containers = [new() { Name = "shop", Image = "shop:1.0" }] } },
                },
            };
        }

        class Thing { public string Name = ""; }
        """;

    private static string TwoCalls(string first, string second) => $$"""
        class Factory
        {
            object[] Install() => [Shop(), Budget("{{first}}")];

            object[] Upgrade() => [Budget("{{second}}")];

            V1PodDisruptionBudget Budget(string name) => new()
            {
                Metadata = new() { Name = name, NamespaceProperty = "shop" },
                Spec = new() { MaxUnavailable = 1, Selector = new() { MatchLabels = new Dictionary<string, string> { ["app"] = "shop" } } },
            };

            V1Deployment Shop() => new()
            {
                Metadata = new() { Name = "shop", NamespaceProperty = "shop" },
                Spec = new()
                {
                    Replicas = 3,
                    Selector = new() { MatchLabels = new Dictionary<string, string> { ["app"] = "shop" } },
                    Template = new()
                    {
                        Metadata = new() { Labels = new Dictionary<string, string> { ["app"] = "shop" } },
                        Spec = new() { Containers = [new() { Name = "shop", Image = "shop:1.0" }] },
                    },
                },
            };
        }
        """;

    private static IEnumerable<string> Calls(Finding finding) => finding.Related
        .Where(related => related.Message == "called from here")
        .Select(related => $"{related.Place.Text} {related.Place.StartPosition.Line}:{related.Place.StartPosition.Column}");
}
