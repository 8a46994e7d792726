using Hale.Rules.Tree;

namespace Hale.CSharp.Tests.Manifests;

/// <summary>Versions of the API that the library at hand does not have.</summary>
public sealed class MissingKindTests
{
    [Theory]
    [InlineData("new V1beta1PodDisruptionBudget()", "PodDisruptionBudget")]
    [InlineData("new k8s.Models.Extensionsv1beta1Ingress { Metadata = new() }", "Ingress")]
    [InlineData("new Pulumi.Kubernetes.Policy.V1Beta1.PodDisruptionBudget(\"web\", new())", "PodDisruptionBudget")]
    [InlineData("Own(new V1beta1PodDisruptionBudget())", "PodDisruptionBudget")]
    [InlineData("new V1Router { Metadata = new V1ObjectMeta { Name = \"web\" } }", "V1Router")]
    [InlineData("new Certificate(\"web\", new() { Metadata = new Pulumi.Kubernetes.Types.Inputs.Meta.V1.ObjectMetaArgs() })", "Certificate")]
    public void Only_its_kind_is_known(string creation, string kind)
    {
        var document = Assert.Single(Builders.Read($$"""class Builder { object Own(object own) => own; V1Pod? pod; object Build() => {{creation}}; }"""), document => document.Root is UnknownNode);

        Assert.Equal([kind], document.MentionedKinds);
    }

    [Theory]
    [InlineData("new V1beta1Thing()")]
    [InlineData("new Missing()")]
    [InlineData("new Missing { Metadata = new V1PodSpec() }")]
    [InlineData("new Missing(new V1ObjectMeta())")]
    [InlineData("new V1PodDisruptionBudget()")]
    public void Other_types_are_no_manifests(string creation) =>
        Assert.DoesNotContain(Builders.Read($$"""class Builder { /* v1beta1 */ object Build() => {{creation}}; }"""), document => document.Root is UnknownNode);

    [Theory]
    [InlineData("", 1)]
    [InlineData("client.Send(new V1beta1PodDisruptionBudget());", 0)]
    public void Nobody_says_that_there_is_none(string more, int findings) => Assert.Equal(findings, Builders.Findings($$"""
        class Builder
        {
            V1Deployment Build(Client client)
            {
                {{more}}
                var labels = new Dictionary<string, string> { ["app"] = "web" };
                return new V1Deployment
                {
                    Metadata = new() { Name = "web" },
                    Spec = new()
                    {
                        Replicas = 2,
                        Selector = new() { MatchLabels = labels },
                        Template = new() { Metadata = new() { Labels = labels }, Spec = new() { Containers = [new() { Name = "web", Image = "web:1.0.0" }] } },
                    },
                };
            }
        }
        """, "HA0301").Count);
}
