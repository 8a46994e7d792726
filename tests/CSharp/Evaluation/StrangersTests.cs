namespace Hale.CSharp.Tests.Evaluation;

/// <summary>What is read of an object from elsewhere: nobody knows it, but it is the same when it is read again.</summary>
public sealed class StrangersTests
{
    [Theory]
    [InlineData("web.Name", "web.Name")]
    [InlineData("web.Owner.Name", "web.Owner.Name")]
    [InlineData("site.Name", "site.Name")]
    [InlineData("site.Spec.Name", "site.Spec.Name")]
    [InlineData("site.Spec?.Name", "site.Spec?.Name")]
    [InlineData("name", "name")]
    [InlineData("custom.Name()", "custom.Metadata.Name")]
    [InlineData("custom.Namespace()", "custom.Metadata.NamespaceProperty")]
    [InlineData("site.Name()", "site.Metadata.Name")]
    public void Read_twice_it_is_the_same(string selected, string label) => Assert.True(IsServed(selected, label));

    [Theory]
    [InlineData("web.Name", "web.Other")]
    [InlineData("web.Name", "web.Owner.Name")]
    [InlineData("site.Name", "site.Other")]
    [InlineData("site.Next()", "site.Next()")]
    [InlineData("web.Next()", "web.Next()")]
    public void What_is_read_elsewhere_may_be_another(string selected, string label) => Assert.False(IsServed(selected, label));

    [Theory]
    [InlineData("web.Name = \"x\" + name;")]
    [InlineData("Outside.Rename(web);")]
    [InlineData("web.Rename();")]
    [InlineData("site.Rename(web);")]
    [InlineData("web = other;")]
    public void It_may_be_another_once_it_may_have_been_changed(string change) => Assert.False(IsServed("web.Name", "web.Name", change));

    [Theory]
    [InlineData("Console.WriteLine(web.Name);")]
    [InlineData("if (name == \"x\") Console.WriteLine(name);")]
    [InlineData("site.Log(web.Name);")]
    public void What_only_sees_it_does_not_change_it(string look) => Assert.True(IsServed("web.Name", "web.Name", look));

    [Fact]
    public void The_element_of_the_next_turn_is_another() => Assert.Empty(Builders.Findings("""
        class Builder
        {
            void Build(IKubernetes client, IEnumerator<Web> all)
            {
                all.MoveNext();
                var service = Parts.Service(all.Current.Name);
                all.MoveNext();
                client.CoreV1.CreateNamespacedService(service, "shop");
                client.AppsV1.CreateNamespacedDeployment(Parts.Deployment(all.Current.Name), "shop");
            }
        }
        """ + Types, "HA0601"));

    private static bool IsServed(string selected, string label, string between = "") => Builders.Findings($$"""
        class Builder
        {
            void Build(IKubernetes client, Web web, Web other, Site site, V1Pod custom, string name)
            {
                var service = Parts.Service({{selected}});
                {{between}}
                client.CoreV1.CreateNamespacedService(service, "shop");
                client.AppsV1.CreateNamespacedDeployment(Parts.Deployment({{label}}), "shop");
            }
        }
        """ + Types, "HA0601").Count > 0;

    private const string Types = """

        abstract class Web { public string Name { get; set; } = ""; public string Other { get; set; } = ""; public Web Owner { get; set; } = null!; public abstract string Next(); public abstract void Rename(); }
        abstract class Outside { public static extern void Rename(Web web); }
        static class Parts
        {
            public static V1Service Service(string name) => new()
            {
                Spec = new() { Selector = new Dictionary<string, string> { ["app"] = name }, Ports = [new() { Port = 80 }] },
            };

            public static V1Deployment Deployment(string name) => new()
            {
                Spec = new()
                {
                    Replicas = 2,
                    Selector = new() { MatchLabels = new Dictionary<string, string> { ["app"] = name } },
                    Template = new()
                    {
                        Metadata = new() { Labels = new Dictionary<string, string> { ["app"] = name } },
                        Spec = new() { Containers = [new() { Name = "web", Image = "web:1.0.0", Ports = [new() { ContainerPort = 80 }] }] },
                    },
                },
            };
        }
        """;
}
