using Hale.Rules.Tree;
using Hale.Yaml;

namespace Hale.LoadBalancers.Tests;

public sealed class ConfigMapTests
{
    [Theory]
    [InlineData("  keepalived.conf: |\n    vrrp_instance VI {\n      state MASTER\n    }\n", "MASTER 5:13")]
    [InlineData("  any: |-\n    vrrp_instance VI {\n      state ${STATE}\n    }", "?")]
    [InlineData("  k: \"vrrp_instance VI {\\n  state MASTER\\n}\\n\"\n", "MASTER 3:6")]
    [InlineData("  k: >\n    vrrp_instance VI {\n\n      state MASTER\n    }\n", "MASTER 3:6")]
    public void Its_texts_are_read_where_they_stand(string data, string state)
    {
        var document = Assert.Single(Read("kind: ConfigMap\ndata:\n" + data));
        Assert.Equal(DocumentFormat.Keepalived, document.Format);
        Assert.Equal(state, document.Root.At("vrrp_instance/0/state").Show());
    }

    [Fact]
    public void The_items_of_a_list_are_read() =>
        Assert.Equal(DocumentFormat.Haproxy, Assert.Single(Read("kind: List\nitems:\n- kind: ConfigMap\n  data:\n    haproxy.cfg: |\n      listen a\n        bind :1\n")).Format);

    [Theory]
    [InlineData("kind: ConfigMap\ndata:\n  a: |\n    text\n  b: 1\n  c: |\n")]
    [InlineData("kind: Other\ndata:\n  a: |\n    vrrp_instance VI {\n    }\n")]
    [InlineData("kind: ConfigMap\ndata: text\n")]
    public void Other_texts_are_none_of_our_business(string text) => Assert.Empty(Read(text));

    private static IReadOnlyList<Document> Read(string yaml) =>
        LoadBalancerFiles.In(YamlReader.Read(new SourceText("a.yaml", yaml)).Documents);
}
