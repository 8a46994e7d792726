using Hale.Rules.ControlPlane;
using Hale.Testing;

namespace Hale.Rules.Tests.ControlPlane;

public sealed class KubeadmSecretCommittedTests
{
    private const string Token = "k3v9qd.2m7c8xw4f0ztr6hn";
    private const string Key = "e6a2eb8581237ab72a4f494f30285ec12a9694d750b9785706a83bfcbbbd2204";

    [Fact]
    public void Reports_a_token_for_joining()
    {
        var text = Join("token: {|HA1504:" + Token + "|}");
        Lint.Expect<KubeadmSecretCommitted>(text);
        var finding = Lint.One<KubeadmSecretCommitted>(text);
        Assert.Equal(Severity.Error, finding.Severity);
        Assert.DoesNotContain(Token, finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bootstrapTokens: [{ token: {|HA1504:" + Token + "|}, ttl: 24h0m0s }]")]
    [InlineData("certificateKey: {|HA1504:" + Key + "|}")]
    [InlineData("bootstrapTokens: [{ ttl: 24h0m0s }]")]
    [InlineData("bootstrapTokens: [{ token: '${TOKEN}' }]")] // unknown: stay silent
    [InlineData("bootstrapTokens: [{ token: xxxxxx.0000000000000000 }]")]
    [InlineData("bootstrapTokens: [{ token: '<token>' }]")]
    [InlineData("certificateKey: '{{ certificate_key }}'")]
    public void Looks_at_what_kubeadm_init_is_given(string text) => Lint.Expect<KubeadmSecretCommitted>($"""
        apiVersion: kubeadm.k8s.io/v1beta4
        kind: InitConfiguration
        {text}
        """);

    [Theory]
    [InlineData("ttl: {|HA1504:\"0\"|}")]
    [InlineData("ttl: {|HA1504:0s|}")]
    [InlineData("ttl: 0")] // a number is no duration: kubeadm does not read the file
    [InlineData("ttl: 24h0m0s")]
    [InlineData("groups: [a]")]
    [InlineData("ttl: '${TTL}'")]
    public void Reports_a_token_that_never_expires(string ttl)
    {
        var text = $$"""
            apiVersion: kubeadm.k8s.io/v1beta4
            kind: InitConfiguration
            bootstrapTokens: [{ {{ttl}} }]
            """;
        Lint.Expect<KubeadmSecretCommitted>(text);
        Assert.All(Lint.Findings<KubeadmSecretCommitted>(text), finding => Assert.Equal(Severity.Warning, finding.Severity));
    }

    [Fact]
    public void Reports_joining_without_a_check() =>
        Assert.Equal(Severity.Warning, Lint.One<KubeadmSecretCommitted>(Join("unsafeSkipCAVerification: true")).Severity);

    [Theory]
    [InlineData("unsafeSkipCAVerification: false")]
    [InlineData("unsafeSkipCAVerification: ${SKIP}")]
    [InlineData("token: '${TOKEN}'")]
    public void Is_silent_about_what_is_safe_or_unknown(string text) => Lint.Expect<KubeadmSecretCommitted>(Join(text));

    [Fact]
    public void Looks_into_cluster_api() => Lint.Expect<KubeadmSecretCommitted>($$"""
        apiVersion: controlplane.cluster.x-k8s.io/v1beta1
        kind: KubeadmControlPlane
        metadata: { name: shop }
        spec:
          kubeadmConfigSpec:
            initConfiguration: { bootstrapTokens: [{ token: {|HA1504:{{Token}}|} }] }
        """);

    [Fact]
    public void Is_silent_about_what_is_for_tests() => Lint.Expect<KubeadmSecretCommitted>([("test/join.yaml", Join("token: " + Token))]);

    private static string Join(string text) => $"""
        apiVersion: kubeadm.k8s.io/v1beta4
        kind: JoinConfiguration
        discovery:
          bootstrapToken:
            apiServerEndpoint: api.example.com:6443
            {text}
        """;
}
