using Hale.Rules.Structure;
using Hale.Testing;

namespace Hale.Rules.Tests.Structure;

public sealed class NameChecksTests
{
    [Theory]
    [InlineData("{|HA1808:shops|}")]
    [InlineData("{|HA1808:shop.example.com|}")]
    [InlineData("shops.example.com")]
    [InlineData("'${PLURAL}.example.com'")] // unknown: stay silent
    public void A_definition_is_named_after_what_it_defines(string name) => Lint.Expect<ApiInvalid>(
        $"apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {{ name: {name} }}\nspec: {{ group: example.com, scope: Namespaced, names: {{ kind: Shop, plural: shops }}, versions: [] }}\n");

    [Fact]
    public void The_word_in_the_name_is_in_lower_case() => Lint.Expect<ApiInvalid>(
        "apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: { name: shops.example.com }\nspec: { group: example.com, scope: Namespaced, names: { kind: Shop, plural: {|HA1808:Shops|} }, versions: [] }\n");

    [Theory]
    [InlineData("{|HA1808:metrics|}")]
    [InlineData("v1beta1.metrics.example.com")]
    public void A_service_of_an_api_is_named_after_its_version(string name) => Lint.Expect<ApiInvalid>(
        $"apiVersion: apiregistration.k8s.io/v1\nkind: APIService\nmetadata: {{ name: {name} }}\nspec: {{ group: metrics.example.com, version: v1beta1, groupPriorityMinimum: 1, versionPriority: 1 }}\n");

    [Theory]
    [InlineData("{|HA1808:web.shop|}")]
    [InlineData("{|HA1808:Web|}")]
    [InlineData("<your-app>")] // HA1806
    [InlineData("RELEASE-NAME-web")]
    [InlineData("MYAPP")]
    public void A_name_that_is_part_of_host_names_may_be_filled_in_later(string name)
    {
        Lint.Expect<ApiInvalid>($"apiVersion: v1\nkind: Service\nmetadata: {{ name: {name} }}\nspec: {{ ports: [{{ port: 80 }}] }}\n");
        Lint.Expect<ApiInvalid>($"apiVersion: v1\nkind: Namespace\nmetadata: {{ name: {name} }}\n");
    }

    [Theory]
    [InlineData("example.com/v1", "Shop", "Web_1")] // its definition decides
    [InlineData("v1", "Event", "Web_1.17a")]
    [InlineData("rbac.authorization.k8s.io/v1", "Role", "system:Web_1")]
    [InlineData("rbac.authorization.k8s.io/v1", "Role", "{|HA1808:web/1|}")]
    [InlineData("v1", "ConfigMap", "{|HA1808:web..1|}")]
    [InlineData("v1", "ConfigMap", "web.1")]
    public void A_name_is_what_its_kind_takes(string apiVersion, string kind, string name) =>
        Lint.Expect<ApiInvalid>($"apiVersion: {apiVersion}\nkind: {kind}\nmetadata: {{ name: {name} }}\n");

    [Theory]
    [InlineData(63, "")]
    [InlineData(64, "has 64 characters, where 63 are allowed")]
    public void The_value_of_a_label_has_63_characters_at_most(int length, string message)
    {
        var findings = Lint.Findings<ApiInvalid>($"apiVersion: v1\nkind: ConfigMap\nmetadata: {{ name: web, labels: {{ app: {new string('a', length)} }} }}\n");
        Assert.EndsWith(message, string.Concat(findings.Select(finding => finding.Message)), StringComparison.Ordinal);
        Assert.Equal(message.Length > 0, findings.Count > 0);
    }

    [Theory]
    [InlineData(253, 0)]
    [InlineData(254, 1)]
    public void The_domain_of_a_label_has_253_characters_at_most(int length, int count)
    {
        var domain = string.Join(".", Enumerable.Repeat(new string('a', 9), 26))[..(length - 10)] + "." + new string('b', 9);
        Assert.Equal(count, Lint.Findings<ApiInvalid>($"apiVersion: v1\nkind: ConfigMap\nmetadata: {{ name: web, labels: {{ {domain}/app: web }} }}\n").Count);
    }
}
