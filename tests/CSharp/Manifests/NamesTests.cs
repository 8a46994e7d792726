using Hale.Rules.Model;
using Hale.Testing;

namespace Hale.CSharp.Tests.Manifests;

/// <summary>Objects that refer to one another by a name that is not known, but known to be the same.</summary>
public class NamesTests
{
    [Theory]
    [InlineData("name", "name", true)]
    [InlineData("$\"{name}-data\"", "$\"{name}-data\"", true)]
    [InlineData("$\"{name}-data\"", "name + \"-data\"", true)]
    [InlineData("ClaimOf(name)", "ClaimOf(name)", true)]
    [InlineData("ClaimOf(options.Name)", "ClaimOf(options.Name)", true)]
    [InlineData("$\"{name}-data\"", "$\"{name}-logs\"", false)]
    [InlineData("$\"{name}-data\"", "$\"{other}-data\"", false)]
    [InlineData("name", "other", false)]
    [InlineData("Guid.NewGuid().ToString()", "Guid.NewGuid().ToString()", false)]
    public void A_claim_is_found_by_the_name_that_it_was_given(string made, string mounted, bool isFound) => Assert.Equal(
        isFound ? 1 : 0, Builders.Findings(Source(made, mounted), "HA0702").Count);

    [Theory]
    [InlineData("name", "name", "", 1)]
    [InlineData("name", "name", "ReadOnlyProperty = true", 0)]
    [InlineData("name", "other", "", 0)] // that volume may be mounted elsewhere, or for reading only
    [InlineData("\"data\"", "name", "", 0)]
    public void A_volume_is_found_by_the_name_that_it_was_given(string volume, string mount, string more, int findings) => Assert.Equal(
        findings,
        Builders.Findings(
            Source("name", "name")
                .Replace("Volumes = [new() { Name = \"data\"", $"Volumes = [new() {{ Name = {volume}", StringComparison.Ordinal)
                .Replace("VolumeMounts = [new() { Name = \"data\"", $"VolumeMounts = [new() {{ {more}{(more.Length > 0 ? "," : "")} Name = {mount}", StringComparison.Ordinal),
            "HA0702").Count);

    [Fact]
    public void A_message_shows_what_is_known_of_a_name() => Assert.Equal(
        ["The default strategy RollingUpdate starts a new pod of the Deployment beside the old one, but one node at a time can mount '…-data'",
         "The default strategy RollingUpdate starts a new pod of the Deployment beside the old one, but one node at a time can mount its claim"],
        new[] { "$\"{name}-data\"", "name" }.Select(claim => Assert.Single(Builders.Findings(Source(claim, claim), "HA0702")).Message));

    [Theory]
    [InlineData("name", true)]
    [InlineData("$\"{name}\"", false)] // that of null is empty
    [InlineData("other", false)]
    public void An_autoscaler_is_found_by_the_name_of_what_it_scales(string target, bool isFound) => Assert.Equal(
        isFound ? 1 : 0,
        Builders.Findings($$"""
            class Builder
            {
                object[] Create(string name, string other, string space) =>
                [
                    new V1Deployment
                    {
                        Metadata = new() { Name = name, NamespaceProperty = space },
                        Spec = new()
                        {
                            Replicas = 3,
                            Selector = new() { MatchLabels = new Dictionary<string, string> { ["app"] = name } },
                            Template = new() { Metadata = new() { Labels = new Dictionary<string, string> { ["app"] = name } }, Spec = new() { Containers = [new() { Name = "web", Image = "web:1.2" }] } },
                        },
                    },
                    new V2HorizontalPodAutoscaler
                    {
                        Metadata = new() { Name = name, NamespaceProperty = space },
                        Spec = new() { ScaleTargetRef = new() { ApiVersion = "apps/v1", Kind = "Deployment", Name = {{target}} }, MinReplicas = 2, MaxReplicas = 5 },
                    },
                ];
            }
            """, "HA1002").Count);

    [Theory]
    [InlineData("name", "space", 0)]
    [InlineData("name", "other", 0)]
    [InlineData("other", "space", 0)] // may be the same all the same
    [InlineData("\"db\"", "space", 0)]
    [InlineData(null, "space", 1)]
    public void Replicas_that_an_autoscaler_of_another_file_may_set_are_not_too_few(string? target, string space, int findings) => Assert.Equal(findings, Lint.Run(
        new Cluster(
            Builders.Read(
                """
                class Builder
                {
                    object[] Create(string name, string other, string space) => [Scaling.Of(name, other, space), new V1Deployment
                    {
                        Metadata = new() { Name = name, NamespaceProperty = space },
                        Spec = new() { Replicas = 1, Selector = new() { MatchLabels = new Dictionary<string, string> { ["app"] = name } }, Template = Pods.Web() },
                    }];
                }
                """,
                $$"""
                static class Scaling
                {
                    public static object? Of(string name, string other, string space) => {{(target is null ? "null" : $$"""
                        new V2HorizontalPodAutoscaler
                        {
                            Metadata = new() { Name = name, NamespaceProperty = {{space}} },
                            Spec = new() { ScaleTargetRef = new() { ApiVersion = "apps/v1", Kind = "Deployment", Name = {{target}} }, MinReplicas = 2, MaxReplicas = 5 },
                        }
                        """)}};
                }
                """,
                Pods.Source),
            [], new ClusterFacts()), "HA0101").Count);

    private static string Source(string made, string mounted) => $$"""
        class Builder
        {
            static string ClaimOf(string name) => $"{name.ToLowerInvariant()}-claim";

            object[] Create(string name, string other, string space, Options options) => [Claim(space, {{made}}), Web(space, name, other, {{mounted}})];

            V1PersistentVolumeClaim Claim(string space, string claim) => new()
            {
                Metadata = new() { Name = claim, NamespaceProperty = space },
                Spec = new() { AccessModes = ["ReadWriteOnce"], Resources = new() { Requests = new Dictionary<string, ResourceQuantity> { ["storage"] = new("1Gi") } } },
            };

            V1Deployment Web(string space, string name, string other, string claim) => new()
            {
                Metadata = new() { Name = name, NamespaceProperty = space },
                Spec = new()
                {
                    Replicas = 1,
                    Selector = new() { MatchLabels = new Dictionary<string, string> { ["app"] = "web" } },
                    Template = new()
                    {
                        Metadata = new() { Labels = new Dictionary<string, string> { ["app"] = "web" } },
                        Spec = new()
                        {
                            Containers = [new() { Name = "web", Image = "web:1.2", VolumeMounts = [new() { Name = "data", MountPath = "/data" }] }],
                            Volumes = [new() { Name = "data", PersistentVolumeClaim = new() { ClaimName = claim } }],
                        },
                    },
                },
            };

            class Options { public string Name { get; init; } = ""; }
        }
        """;
}
