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

            V1Deployment Web(string name) => new()
            {
                Metadata = new() { Name = name },
                Spec = new()
                {
                    Replicas = 3,
                    Selector = new() { MatchLabels = new Dictionary<string, string> { ["app"] = "web" } },
                    Template = new() { Metadata = new() { Labels = new Dictionary<string, string> { ["app"] = "web" } }, Spec = new() { Containers = [new() { Name = "web", Image = "web:1.2" }] } },
                },
            };

            V1PodDisruptionBudget Budget(string name) => new()
            {
                Metadata = new() { Name = name },
                Spec = new() { MaxUnavailable = 1, Selector = new() { MatchLabels = new Dictionary<string, string> { ["app"] = "web" } } },
            };
        }
        """;
}
