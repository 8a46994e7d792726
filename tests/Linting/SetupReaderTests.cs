using Hale.Rules.Tree;
using Hale.Yaml;

namespace Hale.Linting.Tests;

public sealed class SetupReaderTests
{
    private const string Manifest = "apiVersion: v1\nkind: Pod\nmetadata: { name: a }\n";

    [Theory]
    [InlineData("kubectl apply -f - <<EOF\n")]
    [InlineData("cat <<'EOF' | kubectl -n a create -f -\n")]
    [InlineData("cat > /etc/kubernetes/manifests/a.yaml <<EOF\n")]
    [InlineData("sudo tee a.yaml >/dev/null <<-EOF\n")]
    public void What_a_script_applies_or_writes_is_read_where_it_stands(string command)
    {
        var document = Assert.Single(Script($"echo\n{command}{Manifest}EOF\necho done\n"));
        Assert.Equal((5, 19), document.Root["metadata"]["name"].At.StartPosition);
    }

    [Theory]
    [InlineData("kubectl delete -f - <<EOF\n", Manifest)]
    [InlineData("cat <<EOF\n", Manifest)] // shown to somebody
    [InlineData("if first; then\nkubectl apply -f - <<EOF\n", Manifest)]
    [InlineData("helm install a a -f - <<EOF\n", "replicas: 1\n")]
    [InlineData("cat > a.yaml <<EOF\n", "spec: { replicas: 1 }\n")]
    [InlineData("cat > a.yaml <<EOF\n", Manifest + "spec: {\n")]
    [InlineData("kubectl kustomize . \ncat > patch.yaml <<EOF\n", Manifest)] // a patch, perhaps
    [InlineData("apply() {\nkubectl apply -f - <<EOF\n", Manifest)] // perhaps never called, or beside other ones
    [InlineData("function apply\n{\nkubectl apply -f - <<EOF\n", Manifest)]
    [InlineData("kubectl delete pod b\nkubectl apply -f - <<EOF\n", Manifest)] // perhaps in the place of another one
    public void Other_texts_are_none_of_our_business(string command, string text) => Assert.Empty(Script($"{command}{text}EOF\n"));

    [Fact]
    public void Behind_a_function_a_script_goes_on() => Assert.Single(Script($"wait() {{\n  sleep 1\n}}\nkubectl apply -f - <<EOF\n{Manifest}EOF\n"));

    [Fact]
    public void Configurations_are_read_in_functions_too() =>
        Assert.Equal(DocumentFormat.Haproxy, Assert.Single(Script("setup() {\n  cat > haproxy.cfg <<EOF\nlisten a\n  bind :1\nEOF\n}\n")).Format);

    [Fact]
    public void Several_documents_stand_in_the_order_of_the_script()
    {
        var documents = Script($"""
            cat >> /etc/hosts <<EOF
            192.0.2.1 lb
            EOF
            kubectl apply -f - <<EOF
            {Manifest}---
            {Manifest}EOF
            kubeadm init
            cat > haproxy.cfg <<EOF
            listen a
              bind :1
            EOF
            """);
        Assert.Equal(
            [DocumentFormat.Hosts, DocumentFormat.Manifest, DocumentFormat.Manifest, DocumentFormat.Manifest, DocumentFormat.Haproxy],
            documents.Select(document => document.Format));
        Assert.Equal("InitConfiguration", documents[3].Root["kind"].Text().ToString());
    }

    [Theory]
    [InlineData("EOF", "$(hostname)", false)]
    [InlineData("EOF", "a-`hostname`", false)]
    [InlineData("EOF", "$name", false)]
    [InlineData("EOF", "\\$(NAME)", false)]
    [InlineData("EOF", "${NAME}-$i", false)]
    [InlineData("EOF", "name", true)]
    [InlineData("'EOF'", "$(hostname)", true)]
    [InlineData("'EOF'", "$name", true)]
    public void What_the_shell_puts_in_is_unknown(string end, string value, bool isKnown)
    {
        var document = Assert.Single(Script($"kubectl apply -f - <<{end}\napiVersion: v1\nvalue: {value}\nEOF\n"));
        Assert.Equal(isKnown, document.Root["value"].Text().TryGet(out _));
    }

    [Fact]
    public void Cloud_init_runs_kubeadm_and_writes_files()
    {
        const string Text = """
            #cloud-config
            runcmd:
            - kubeadm init --token 9a08jv.c0izixklcxtmnze7
            write_files:
            - path: /etc/haproxy/haproxy.cfg
              content: |
                listen a
                  bind :1
            """;
        Assert.Equal([null, "InitConfiguration", null], Kinds(Text));
        Assert.Equal([null], Kinds(Text[1..])); // for something else
    }

    private static IEnumerable<string?> Kinds(string text) =>
        SetupReader.ReadYaml(new SourceText("a.yaml", text), new YamlLimits()).Documents.Select(document => document.Root["kind"].Text().TryGet(out var kind) && kind is not null ? kind : null);

    private static List<Document> Script(string text) => [.. SetupReader.ReadScript(new SourceText("a.sh", text), new YamlLimits())];
}
