namespace Hale.CSharp.Tests.Manifests;

/// <summary>Objects of which code makes the one or the other, and those that it makes both.</summary>
public class AlternativesTests
{
    [Theory]
    [InlineData("""if (small) Send(Web("a")); else Send(Web("b"));""")]
    [InlineData("""if (small) { Send(Web("a")); return; } Send(Web("b"));""")]
    [InlineData("""Send(small ? Web("a") : Web("b"));""")]
    [InlineData("""switch (n) { case 1: Send(Web("a")); break; default: Send(Web("b")); break; }""")]
    [InlineData("""Send(n switch { 1 => Web("a"), 2 => Web("b"), _ => throw new Exception() });""")]
    [InlineData("""if (small) Only("a"); else if (n > 1) Only("b");""")]
    public void Of_alternatives_there_is_only_one(string statements) => Assert.Empty(Builders.Findings(Source(statements), "HA1403"));

    [Theory]
    [InlineData("""Send(Web("a")); Send(Web("b"));""")]
    [InlineData("""if (small) Send(Web("a")); if (small) Send(Web("b"));""")]
    [InlineData("""if (small) { Send(Web("a")); Send(Web("b")); }""")]
    [InlineData("""if (small) Send(Web("a")); Send(Web("b"));""")]
    [InlineData("""foreach (var one in flags) if (one) Send(Web("a")); else Send(Web("b"));""")]
    [InlineData("""foreach (var one in new[] { true, false }) Send(one ? Web("a") : Web("b"));""")]
    [InlineData("""flags.ForEach(one => Send(one ? Web("a") : Web("b")));""")]
    [InlineData("""while (n-- > 0) Pick(n > 1);""")]
    [InlineData("""Pick(true); Pick(false);""")]
    [InlineData("""switch (n) { case 1: Send(Web("a")); goto default; default: Send(Web("b")); break; }""")]
    public void What_may_be_made_besides_is_no_alternative(string statements) => Assert.Single(Builders.Findings(Source(statements), "HA1403"));

    [Fact]
    public void Budgets_of_which_there_is_one_do_not_overlap() => Assert.Empty(Builders.Findings(
        Source("""Send(Web("a")); if (small) Send(Budget("a")); else Send(Budget("b"));"""), "HA0304"));

    [Fact]
    public void Budgets_of_which_there_are_two_overlap() => Assert.Single(Builders.Findings(
        Source("""Send(Web("a")); if (small) Send(Budget("a")); Send(Budget("b"));"""), "HA0304"));

    [Theory]
    [InlineData("""if (small) Send(Door("a")); else Send(Door("b"));""", 0)]
    [InlineData("""Send(Door("a")); Send(Door("b"));""", 1)]
    public void Of_alternatives_each_may_have_the_node_port(string statements, int findings) => Assert.Equal(
        findings, Builders.Findings(Source(statements), "HA0907").Count);

    [Fact]
    public void Code_may_make_an_object_again_to_change_it() => Assert.Empty(Builders.Findings(Source("""Send(Web("a")); Send(Web("a", 2));"""), "HA1809"));

    [Theory]
    [InlineData("object[] Dev() => [Web(\"a\", 1)]; object[] Prod() => [Web(\"a\"), Budget(\"a\", 1)];", 0)]
    [InlineData("object[] All(bool prod) => prod ? [Web(\"a\"), Budget(\"a\", 1)] : [Web(\"a\", 1)];", 0)]
    [InlineData("object[] All(bool prod) => [Web(\"a\", 1), prod ? Budget(\"a\", 1) : Budget(\"a\", 0)];", 1)]
    [InlineData("object Web() => Web(\"a\", 1); object Budget() => Budget(\"a\", 1);", 1)]
    [InlineData("object[] Dev() => [Web(\"a\", 1), Budget(\"a\", 1)]; object[] Prod() => [Web(\"a\"), Budget(\"a\", 1)];", 1)]
    public void A_budget_is_for_what_is_made_with_it(string members, int findings) => Assert.Equal(
        findings, Builders.Findings($"class Controller {{ {members} {Objects} }}", "HA0302").Count);

    [Theory]
    [InlineData("object[] Create() => [Web(\"a\", 1), Scaler(\"a\")]; object[] Update() => [Web(\"a\", 2)];", 0)]
    [InlineData("object[] Create() => [Web(\"a\", 1), Scaler(\"a\")]; object[] Update() => [Web(\"a\", 1)];", 0)]
    [InlineData("object[] Create() => [Web(\"a\", 2), Scaler(\"a\")]; object[] Update() => [Web(\"a\", 1)];", 0)] // the autoscaler is still there
    [InlineData("object[] Create() => [Web(\"a\", 2), Scaler(\"b\")]; object[] Update() => [Web(\"a\", 1)];", 1)]
    [InlineData("object[] Create() => [Web(\"a\", 1)]; object[] Update() => [Web(\"a\", 1)]; object Scale() => Scaler(\"b\");", 1)]
    [InlineData("object[] Dev() => [Web(\"a\", 2)]; object[] Prod() => [Web(\"a\", 1)]; object Scale() => Scaler(\"b\");", 1)]
    public void Of_variants_each_has_replicas_of_its_own(string members, int findings) => Assert.Equal(
        findings, Builders.Findings($"class Controller {{ {members} {Objects} {Scaler} }}", "HA0101").Count);

    private const string Scaler = """
        V2HorizontalPodAutoscaler Scaler(string target) => new()
        {
            Metadata = new() { Name = "s" },
            Spec = new() { ScaleTargetRef = new() { ApiVersion = "apps/v1", Kind = "Deployment", Name = target }, MinReplicas = 2, MaxReplicas = 5 },
        };
        """;

    private const string Objects = """
        V1Deployment Web(string name, int replicas = 3) => new()
        {
            Metadata = new() { Name = name },
            Spec = new()
            {
                Replicas = replicas,
                Selector = new() { MatchLabels = new Dictionary<string, string> { ["app"] = "web" } },
                Template = new() { Metadata = new() { Labels = new Dictionary<string, string> { ["app"] = "web" } }, Spec = new() { Containers = [new() { Name = "web", Image = "web:1.2" }] } },
            },
        };

        V1Service Door(string name) => new()
        {
            Metadata = new() { Name = name },
            Spec = new() { Type = "NodePort", Ports = [new() { Port = 443, NodePort = 30443 }] },
        };

        V1PodDisruptionBudget Budget(string name, int? available = null) => new()
        {
            Metadata = new() { Name = name },
            Spec = new() { MinAvailable = available, MaxUnavailable = available is null ? 1 : null, Selector = new() { MatchLabels = new Dictionary<string, string> { ["app"] = "web" } } },
        };
        """;

    private static string Source(string statements) => $$"""
        class Controller
        {
            void Run(bool small, int n, List<bool> flags)
            {
                {{statements}}
            }

            void Pick(bool one) { if (one) Send(Web("a")); else Send(Web("b")); }

            void Only(string name) => Send(Web(name));

            void Send(object made) => Client.Create(made);

            {{Objects}}
        }
        """;
}
