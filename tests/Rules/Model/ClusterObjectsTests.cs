using Hale.Rules.Model;
using Hale.Rules.Tree;
using Hale.Yaml;

namespace Hale.Rules.Tests.Model;

public sealed class ClusterObjectsTests
{
    [Fact]
    public void Objects_may_stand_in_lists_of_every_kind()
    {
        var content = YamlReader.Read(new SourceText("manifest.yaml", """
            kind: List
            items:
            - kind: Pod
              metadata: { name: one }
            -
            ---
            kind: DeploymentList
            apiVersion: apps/v1
            items:
            - kind: Deployment
              metadata: { name: two }
            ---
            kind: AccessList # a resource that only sounds like one
            metadata: { name: three }
            ---
            { "kind": "List", "items": [ { "kind": "Pod", "metadata": { "name": "four" } } ] }
            ---
            kind: Template
            apiVersion: template.openshift.io/v1
            objects:
            - kind: Pod
              metadata: { name: five }
            """));
        var cluster = new Cluster(content.Documents, content.Problems, new ClusterFacts());
        Assert.Equal(["one", "two", "three", "four", "five"], cluster.Objects.Select(@object => @object.Name.ToString()));

        var two = cluster.Objects[1];
        Assert.Equal("metadata.name", two.Name.Node.PathFrom(two.Root));
        Assert.Equal("items[0].metadata.name", two.Name.Node.PathFrom(content.Documents[1].Root));
        Assert.Same(two, cluster.ObjectHolding(two.Name.Node));
    }

    [Fact]
    public void Documents_that_are_no_maps_are_no_objects()
    {
        var content = YamlReader.Read(new SourceText("manifest.yaml", "- op: add\n---\ntext\n---\n{{ .x }}\n---\nkind: [\n---\nkind: Pod\n"));
        Assert.Equal("Pod", Assert.Single(new Cluster(content.Documents, content.Problems, new ClusterFacts()).Objects).Kind.ToString());
    }
}
