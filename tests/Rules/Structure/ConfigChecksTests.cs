using Hale.Rules.Structure;
using Hale.Testing;

namespace Hale.Rules.Tests.Structure;

public sealed class ConfigChecksTests
{
    [Theory]
    [InlineData("ConfigMap", "data: { {|HA1808:my key|}: x, {|HA1808:a/b|}: x, {|HA1808:..a|}: x, {|HA1808:'.'|}: x, {|HA1808:''|}: x, .a_B-1: x, '<key>': x, '${KEY}': x }")]
    [InlineData("ConfigMap", "data: { a: x }, binaryData: { {|HA1808:a|}: eA==, b: eA== }")]
    [InlineData("Secret", "data: { {|HA1808:'a:b'|}: eA== }, stringData: { {|HA1808:my key|}: x, a: x }")]
    [InlineData("Secret", "data: { a: eA== }, stringData: { a: x }")]
    public void Reports_keys_that_are_no_names_of_files(string kind, string fields) =>
        Lint.Expect<ApiInvalid>($"{{ apiVersion: v1, kind: {kind}, metadata: {{ name: web }}, {fields} }}");

    [Fact]
    public void A_key_has_253_characters_at_most()
    {
        static string Map(int length) => $"apiVersion: v1\nkind: ConfigMap\nmetadata: {{ name: web }}\ndata: {{ {new string('a', length)}: x }}\n";
        Assert.EndsWith("has 254 characters, where 253 are allowed", Lint.One<ApiInvalid>(Map(254)).Message, StringComparison.Ordinal);
        Assert.Empty(Lint.Findings<ApiInvalid>(Map(253)));
    }

    [Theory]
    [InlineData("type: {|HA1808:kubernetes.io/tls|}, data: { tls.crt: eA== }")]
    [InlineData("type: kubernetes.io/tls, data: { tls.crt: eA== }, stringData: { tls.key: x }")]
    [InlineData("type: kubernetes.io/tls, data: { tls.crt: '', tls.key: '' }")]
    [InlineData("type: kubernetes.io/tls, data: '${DATA}'")] // unknown: stay silent
    [InlineData("type: kubernetes.io/tls, data: { '${KEY}': eA== }")] // unknown: stay silent
    [InlineData("type: {|HA1808:kubernetes.io/dockerconfigjson|}, data: { config.json: e30= }")]
    [InlineData("type: {|HA1808:kubernetes.io/basic-auth|}, stringData: { user: web }")]
    [InlineData("type: kubernetes.io/basic-auth, stringData: { password: '${PASSWORD}' }")]
    [InlineData("type: example.com/tls, data: {}")]
    public void A_type_of_secrets_takes_its_keys(string fields) =>
        Lint.Expect<ApiInvalid>($"{{ apiVersion: v1, kind: Secret, metadata: {{ name: web }}, {fields} }}");

    [Theory]
    [InlineData("metadata: { name: web }, type: {|HA1808:kubernetes.io/service-account-token|}")]
    [InlineData("metadata: { name: web, annotations: { kubernetes.io/service-account.name: web } }, type: kubernetes.io/service-account-token")]
    [InlineData("metadata: { name: web, annotations: '${ANNOTATIONS}' }, type: kubernetes.io/service-account-token")] // unknown: stay silent
    public void A_token_is_somebodys(string fields) => Lint.Expect<ApiInvalid>($"{{ apiVersion: v1, kind: Secret, {fields} }}");
}
