using Hale.Rules.Schema;

namespace Hale.Rules.Tests.Schema;

public sealed class KubernetesSchemaTests
{
    private static readonly KubernetesSchema Schema = KubernetesSchema.Default;

    [Fact]
    public void Knows_every_kind_that_a_client_can_create() => Assert.Equal(94, Schema.Kinds.Count);

    [Fact]
    public void Follows_the_fields_of_a_kind()
    {
        var deployment = Schema.Find("apps/v1", "Deployment")!;
        var spec = deployment.Fields["spec"].Value.Type;
        Assert.True(spec.Fields["selector"].IsRequired);
        Assert.False(spec.Fields["replicas"].IsRequired);
        Assert.Equal(SchemaKind.Int32, spec.Fields["replicas"].Value.Kind);
        var containers = spec.Fields["template"].Value.Type.Fields["spec"].Value.Type.Fields["containers"].Value;
        Assert.Equal(SchemaKind.List, containers.Kind);
        Assert.Equal("V1Container", containers.Element.Type.Name);
    }

    [Theory]
    [InlineData("V1ResourceRequirements", "limits", SchemaKind.Quantity)]
    [InlineData("V1ObjectMeta", "labels", SchemaKind.String)]
    public void Knows_what_the_values_of_a_map_are(string type, string field, object kind) =>
        Assert.Equal(kind, Schema.Find(type)!.Fields[field].Value.Element.Kind);

    [Theory]
    [InlineData("V1EmptyDirVolumeSource", "sizeLimit", SchemaKind.Quantity)]
    [InlineData("V1ServicePort", "targetPort", SchemaKind.IntOrString)]
    [InlineData("V1Probe", "periodSeconds", SchemaKind.Int32)]
    [InlineData("V1PodSpec", "hostNetwork", SchemaKind.Boolean)]
    [InlineData("V1CustomResourceDefinitionVersion", "schema", SchemaKind.Object)]
    public void Knows_what_a_field_holds(string type, string field, object kind) => Assert.Equal(kind, Schema.Find(type)!.Fields[field].Value.Kind);

    [Fact]
    public void Every_type_that_a_field_names_is_in_the_table()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var waiting = new Stack<SchemaType>(Schema.Kinds.Select(kind => Schema.Find(kind.ApiVersion, kind.Kind)!));
        while (waiting.TryPop(out var type))
        {
            if (!seen.Add(type.Name))
                continue;
            foreach (var field in type.Fields.Values)
            {
                var value = field.Value;
                while (value.Kind is SchemaKind.List or SchemaKind.Map)
                    value = value.Element;
                if (value.Kind is SchemaKind.Object)
                    waiting.Push(value.Type);
            }
        }

        Assert.Equal(509, seen.Count);
    }

    [Theory]
    [InlineData("extensions/v1beta1", "Deployment", "rollbackTo", false)]
    [InlineData("extensions/v1beta1", "DaemonSet", "templateGeneration", false)]
    [InlineData("apps/v1beta1", "Deployment", "rollbackTo", false)]
    [InlineData("apps/v1beta2", "Deployment", "strategy", true)]
    public void Knows_what_else_an_outdated_version_has_and_requires(string apiVersion, string kind, string field, bool requiresSelector)
    {
        var spec = Schema.Find(apiVersion, kind)!.Fields["spec"].Value.Type;
        Assert.NotNull(spec.Find(field));
        Assert.Equal(requiresSelector, spec.Fields["selector"].IsRequired);
    }

    [Fact]
    public void Counts_no_outdated_version_among_the_kinds() => Assert.DoesNotContain(Schema.Kinds, kind => kind.ApiVersion == "apps/v1beta1");

    [Theory]
    [InlineData("extensions/v1beta1", "Ingress")] // whose fields have changed
    [InlineData("autoscaling/v2beta1", "HorizontalPodAutoscaler")]
    [InlineData("apps/v1beta1", "DaemonSet")]
    [InlineData("example.com/v1", "Deployment")]
    public void Knows_nothing_of_other_apis(string apiVersion, string kind) => Assert.Null(Schema.Find(apiVersion, kind));
}
