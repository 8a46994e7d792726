using Hale.Rules.Tree;

namespace Hale.LoadBalancers.Tests;

public sealed class ScriptTests
{
    private const string Keepalived = "vrrp_instance VI {\n  state MASTER\n  priority $PRIORITY\n}\n";
    private const string Haproxy = "backend api\n  server a 192.0.2.1:6443 check\n";

    [Theory]
    [InlineData("cat > /etc/keepalived/keepalived.conf <<EOF\n")]
    [InlineData("cat <<'EOF' | sudo tee /etc/keepalived/keepalived.conf >/dev/null\n")]
    [InlineData("  sudo tee $FILE << \"EOF\"\n")]
    public void What_it_writes_is_read_where_it_stands(string command)
    {
        var document = Assert.Single(Read($"#!/bin/sh\n{command}{Keepalived}EOF\n"));
        Assert.Equal(DocumentFormat.Keepalived, document.Format);
        Assert.Equal("MASTER 4:9", document.Root.At("vrrp_instance/0/state").Show());
        Assert.Equal("?", document.Root.At("vrrp_instance/0/priority").Show());
    }

    [Theory]
    [InlineData("cat <<EOF\n", "EOF\n")] // shown to somebody
    [InlineData("# cat > a.conf <<EOF\n", "EOF\n")]
    [InlineData("if first; then\ncat > a.conf <<EOF\n", "EOF\nfi\n")] // on some nodes only
    [InlineData("cat > a.conf <<EOF\n", "! $(hostname)\nEOF\n")]
    [InlineData("cat > a.conf <<EOF\n", "! `hostname`\nEOF\n")]
    [InlineData("cat > a.txt <<EOF\nEOF\n", "EOF\n")] // it ends at once
    [InlineData("cat > a.conf <<EOF\n", "EOF\necho more >> /etc/a.conf\n")] // not all of it
    [InlineData("cat > a.conf <<EOF\n", "EOF\nsed -i s/VI/VJ/ a.conf\n")]
    [InlineData("echo less > a.conf\ncat >> a.conf <<EOF\n", "EOF\n")]
    [InlineData("cat > a.conf <<EOF\n", "vrrp_instance a {\nEOF\n")] // the rest comes from elsewhere
    public void Other_texts_are_none_of_our_business(string before, string after) => Assert.Empty(Read($"{before}{Keepalived}{after}"));

    [Theory]
    [InlineData("EOF\necho more >> b.conf\n")]
    [InlineData("EOF\ncp a.conf b.conf\n")]
    [InlineData("EOF\necho other > a.conf\n")] // on another node
    [InlineData("EOF'\necho\n")] // bash -c '...'
    [InlineData("")]
    public void What_else_the_script_does_is_no_matter(string after) => Assert.Equal(Keepalived, Assert.Single(Read($"cat > a.conf <<EOF\n{Keepalived}{after}")).Root.At.Text);

    [Fact]
    public void A_command_in_a_quoted_text_is_not_run() => Assert.Single(Read($"cat > a.conf <<'EOF'\n{Keepalived}! $(hostname)\nEOF\n"));

    [Theory]
    [InlineData("cat > haproxy.cfg <<EOF\n", false)]
    [InlineData("cat >> haproxy.cfg <<EOF\n", true)]
    [InlineData("cat <<EOF | sudo tee -a haproxy.cfg\n", true)]
    [InlineData("apt-get install -y keepalived haproxy\ncat >> haproxy.cfg <<EOF\n", false)] // the packaged file says nothing of ours
    [InlineData("cat > other.cfg <<EOF\nEOF\ncat > haproxy.cfg <<EOF\n", false)]
    public void What_is_put_behind_another_text_is_not_all(string command, bool isOpen) => Assert.Equal(isOpen, Assert.Single(Read($"{command}{Haproxy}EOF\n")).Root.IsOpen);

    [Theory]
    [InlineData("- path: /etc/haproxy/haproxy.cfg\n  content: |\n    backend api\n      server a 192.0.2.1:6443 check\n", "a 6:14")]
    [InlineData("- content: \"backend api\\n  server a 192.0.2.1:6443 check\\n\"\n", "a 3:12")]
    public void What_cloud_init_writes_is_read(string files, string name) =>
        Assert.Equal(name, Assert.Single(InCloudConfig("#cloud-config\nwrite_files:\n" + files)).Root.At("backend/0/server/0/name").Show());

    [Theory]
    [InlineData("write_files:\n- content: |\n    text\n- path: a\n- 1\n")]
    [InlineData("write_files: text\n")]
    [InlineData("- a\n")]
    public void Other_files_of_cloud_init_are_none_of_our_business(string text) => Assert.Empty(InCloudConfig(text));

    private static IReadOnlyList<Document> Read(string script) => LoadBalancerFiles.InScript(new SourceText("a.sh", script));

    private static IReadOnlyList<Document> InCloudConfig(string text) => LoadBalancerFiles.InCloudConfig(Yaml.YamlReader.Read(new SourceText("a.yaml", text)).Documents);
}
