using Hale.Rules.Tree;

namespace Hale.LoadBalancers.Tests;

public sealed class HostsReaderTests
{
    [Theory]
    [InlineData("lines/0/address", "192.0.2.11 2:1")]
    [InlineData("lines/0/names/1", "api.example.com 2:21")]
    [InlineData("lines/1/address", "fd00::1 4:3")]
    [InlineData("lines/2/address", "?")]
    [InlineData("lines/2/names/0", "?-lb")]
    [InlineData("lines/3/address", "192.0.2.7~9 6:1")]
    public void Values_stand_where_they_are_written(string path, string expected) => Assert.Equal(expected, LoadBalancerFiles.ReadHosts(new SourceText("hosts", """
        # names
        192.0.2.11	master-1 api.example.com # the first one

          fd00::1 six
        ${IP} {{ name }}-lb
        192.0.2.7~9 lb
        """))!.Root.At(path).Show());

    [Theory]
    [InlineData("[masters]\nnode1 ansible_host=192.0.2.1\n")]
    [InlineData("192.0.2.1 ansible_user=root\n")]
    [InlineData("192.0.2.1\n")]
    [InlineData("192.0.2.1 a\n---\n")]
    [InlineData("# nothing\n")]
    [InlineData("")]
    [InlineData("\0\0\0")]
    public void Other_files_are_none_of_our_business(string text) => Assert.Null(LoadBalancerFiles.ReadHosts(new SourceText("hosts", text)));

    [Theory]
    [InlineData("echo '192.0.2.1 lb' >> /etc/hosts", "192.0.2.1 1:7")]
    [InlineData("  sudo echo \"192.0.2.1 lb\" | sudo tee -a /etc/hosts", "192.0.2.1 1:14")]
    [InlineData("echo 192.0.2.1 lb >>/etc/hosts", "192.0.2.1 1:6")]
    [InlineData("cat >> /etc/hosts <<EOF\n192.0.2.1 lb\nEOF", "192.0.2.1 2:1")]
    [InlineData("sudo tee -a /etc/hosts > /dev/null << 'END'\n  192.0.2.1 lb\nnot a line\nEND\necho done", "192.0.2.1 2:3")]
    [InlineData("cat <<-EOF | tee -a /etc/hosts\n\t$IP lb\n\tEOF", "?")]
    public void What_a_script_writes_is_read_where_it_stands(string script, string address) =>
        Assert.Equal(address, LoadBalancerFiles.ReadHostsInScript(new SourceText("a.sh", script))!.Root.At("lines/0/address").Show());

    [Theory]
    [InlineData("# echo '192.0.2.1 lb' >> /etc/hosts")]
    [InlineData("echo '192.0.2.1 lb' >> /etc/hosts.bak")]
    [InlineData("echo '192.0.2.1 lb'; cat /etc/hosts")]
    [InlineData("grep lb /etc/hosts\ncat <<EOF\n192.0.2.1 lb\nEOF")]
    [InlineData("if first; then\n  echo '192.0.2.1 lb' >> /etc/hosts\nfi")] // on some nodes only
    [InlineData("ssh node 'echo 192.0.2.1 lb >> /etc/hosts'")]
    [InlineData("cat <<EOF > a.txt\necho '192.0.2.1 lb' >> /etc/hosts\nEOF")]
    public void Other_lines_of_a_script_are_none_of_our_business(string script) => Assert.Null(LoadBalancerFiles.ReadHostsInScript(new SourceText("a.sh", script)));

    [Theory]
    [InlineData("  hosts: |\n    192.0.2.1 lb\n", true)]
    [InlineData("  NodeHosts: |\n    192.0.2.1 lb\n", true)]
    [InlineData("  other: |\n    192.0.2.1 lb\n", false)]
    [InlineData("  hosts: |\n    a: b\n", false)]
    public void A_hosts_file_in_a_ConfigMap_is_read(string data, bool isRead) =>
        Assert.Equal(isRead ? [DocumentFormat.Hosts] : [], LoadBalancerFiles.In(Yaml.YamlReader.Read(new SourceText("a.yaml", "kind: ConfigMap\ndata:\n" + data)).Documents).Select(document => document.Format));
}
