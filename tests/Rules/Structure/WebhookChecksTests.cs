using Hale.Rules.Structure;
using Hale.Testing;

namespace Hale.Rules.Tests.Structure;

public sealed class WebhookChecksTests
{
    [Theory]
    [InlineData("name: web.example.com, clientConfig: { service: { name: web, namespace: shop } }, sideEffects: None, admissionReviewVersions: [v1]")]
    [InlineData("name: {|HA1808:example.com|}, clientConfig: { service: { name: web, namespace: shop } }, sideEffects: None, admissionReviewVersions: [v1]")]
    [InlineData("name: ''")]
    [InlineData("name: <name>")] // HA1806
    [InlineData("name: '%NAME%'")] // to be filled in
    [InlineData("name: '${NAME}', clientConfig: '${CLIENT}', sideEffects: None, admissionReviewVersions: [v1]")] // unknown: stay silent
    [InlineData("name: web.example.com, {|HA1808:clientConfig|}: {}, sideEffects: None, admissionReviewVersions: [v1]")]
    [InlineData("name: web.example.com, clientConfig: { service: { name: web, namespace: shop }, {|HA1808:url|}: 'https://web.example.com' }, sideEffects: None, admissionReviewVersions: [v1]")]
    [InlineData("name: web.example.com, clientConfig: { url: {|HA1808:'http://web.example.com'|} }, sideEffects: None, admissionReviewVersions: [v1]")]
    [InlineData("name: web.example.com, sideEffects: {|HA1808:Unknown|}")]
    [InlineData("name: web.example.com, sideEffects: NoneOnDryRun")]
    [InlineData("name: web.example.com, matchPolicy: {|HA1808:exact|}, rules: [{ operations: [CREATE, {|HA1808:update|}], scope: {|HA1808:Namespace|} }]")]
    [InlineData("name: web.example.com }, { name: {|HA1808:web.example.com|}")]
    public void A_webhook_says_whom_to_ask(string webhook)
    {
        Lint.Expect<ApiInvalid>($"apiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingWebhookConfiguration\nmetadata: {{ name: web }}\nwebhooks: [{{ {webhook} }}]\n");
        Lint.Expect<ApiInvalid>($"apiVersion: admissionregistration.k8s.io/v1\nkind: MutatingWebhookConfiguration\nmetadata: {{ name: web }}\nwebhooks: [{{ {webhook} }}]\n");
    }

    [Fact]
    public void Before_v1_there_were_other_side_effects() => Lint.Expect<ApiInvalid>(
        "apiVersion: admissionregistration.k8s.io/v1beta1\nkind: ValidatingWebhookConfiguration\nmetadata: { name: web }\nwebhooks: [{ name: web.example.com, sideEffects: Unknown }]\n");
}
