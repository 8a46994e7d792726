using Hale.Rules.Model;
using Hale.Rules.Resources;
using Hale.Testing;

namespace Hale.Rules.Tests.Resources;

public sealed class QuotaTooSmallTests
{
    [Theory]
    [InlineData("pods: {|HA1104:2|}")] // not even the replicas
    [InlineData("pods: {|HA1104:'3'|}")] // not the pod that a rollout adds
    [InlineData("count/pods: {|HA1104:3|}")]
    [InlineData("requests.cpu: {|HA1104:1500m|}")] // 3 * 500m, and 500m more in a rollout
    [InlineData("cpu: {|HA1104:1.9|}")]
    [InlineData("requests.memory: {|HA1104:2Gi|}")] // 3 * 600Mi, and 600Mi more in a rollout
    public void Reports_a_quota_that_one_workload_exceeds(string hard) => Lint.Expect<QuotaTooSmall>(Shop() + Quota(hard));

    [Theory]
    [InlineData("pods: 4")]
    [InlineData("requests.cpu: 2")]
    [InlineData("requests.memory: 2400Mi")]
    [InlineData("pods: '${PODS}'")] // unknown: stay silent
    [InlineData("limits.cpu: 1")] // no container has one
    [InlineData("count/deployments.apps: 0")]
    [InlineData("pods: several")]
    public void Is_silent_about_one_that_is_large_enough(string hard) => Lint.Expect<QuotaTooSmall>(Shop() + Quota(hard));

    [Fact]
    public void Says_what_is_needed()
    {
        var finding = Lint.One<QuotaTooSmall>(Shop() + Quota("pods: '3'"));
        Assert.Equal(Severity.Error, finding.Severity);
        Assert.Equal("ResourceQuota 'team' allows 3 for pods, where Deployment 'shop' with 3 replicas needs 4 in a rollout", finding.Message);
        Assert.Equal("replicas set here", Assert.Single(finding.Related).Message);
        Assert.Equal("ResourceQuota 'team' allows 2 for pods, where Deployment 'shop' with 3 replicas needs 3", Lint.One<QuotaTooSmall>(Shop() + Quota("pods: 2")).Message);
        Assert.Equal("ResourceQuota 'team' allows 1Gi for memory, where Deployment 'shop' with 3 replicas needs 1800Mi", Lint.One<QuotaTooSmall>(Shop() + Quota("memory: 1Gi")).Message);
    }

    [Fact]
    public void Reports_the_least_of_several_quotas_for_a_resource() => Lint.Expect<QuotaTooSmall>(
        Shop() + Quota("pods: 3") + Quota("pods: {|HA1104:2|}, requests.cpu: {|HA1104:1|}") + Quota("pods: 20, requests.cpu: 1500m"));

    [Theory]
    [InlineData("strategy: { type: Recreate }")]
    [InlineData("strategy: { rollingUpdate: { maxUnavailable: 1 } }")] // it stops a pod first
    [InlineData("strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } }")]
    [InlineData("strategy: { rollingUpdate: { maxUnavailable: '${MANY}' } }")] // unknown: stay silent
    [InlineData("strategy: '${STRATEGY}'")]
    public void Is_silent_when_a_rollout_needs_no_more_than_the_replicas(string strategy) =>
        Lint.Expect<QuotaTooSmall>(Shop(strategy: strategy) + Quota("pods: 3"));

    [Theory]
    [InlineData("4", "maxSurge: 2, maxUnavailable: 0")] // one at a time is slower, and works
    [InlineData("5", "maxSurge: 2, maxUnavailable: 0")]
    public void Is_silent_when_a_part_of_the_surge_fits(string pods, string rollout) =>
        Lint.Expect<QuotaTooSmall>(Shop(strategy: $"strategy: {{ rollingUpdate: {{ {rollout} }} }}") + Quota($"pods: {pods}"));

    [Theory]
    [InlineData("'${REPLICAS}'")]
    [InlineData("0")]
    public void Is_silent_when_no_replicas_are_known(string replicas) => Lint.Expect<QuotaTooSmall>(Shop(replicas: replicas) + Quota("pods: 0"));

    [Fact]
    public void Has_no_surge_for_a_StatefulSet()
    {
        Lint.Expect<QuotaTooSmall>(Shop(kind: "StatefulSet") + Quota("pods: 3"));
        Lint.Expect<QuotaTooSmall>(Shop(kind: "StatefulSet") + Quota("pods: {|HA1104:2|}"));
    }

    [Theory]
    [InlineData("other")]
    [InlineData("'${NAMESPACE}'")] // unknown: stay silent
    [InlineData("null")]
    public void Is_silent_about_another_namespace(string ns) => Lint.Expect<QuotaTooSmall>(Shop() + Quota("pods: 1", ns: ns));

    [Theory]
    [InlineData("scopes: [BestEffort]")]
    [InlineData("scopes: '${SCOPES}'")]
    [InlineData("scopeSelector: { matchExpressions: [{ scopeName: PriorityClass, operator: Exists }] }")]
    public void Is_silent_about_a_quota_for_some_pods(string scope) => Lint.Expect<QuotaTooSmall>(Shop() + Quota("pods: 1", scope));

    [Fact]
    public void Looks_into_the_same_folder_only()
    {
        Lint.Expect<QuotaTooSmall>([("shop/shop.yaml", Shop()), ("shop/quota.yaml", Quota("pods: {|HA1104:1|}"))]);
        Lint.Expect<QuotaTooSmall>([("shop/shop.yaml", Shop()), ("other/quota.yaml", Quota("pods: 1"))]);
    }

    [Fact]
    public void Needs_more_than_a_folder_when_no_namespace_is_written()
    {
        var shop = Shop().Replace(", namespace: shop", "", StringComparison.Ordinal);
        Lint.Expect<QuotaTooSmall>(shop + Quota("pods: {|HA1104:1|}", ns: "null"));
        Lint.Expect<QuotaTooSmall>([("shop/shop.yaml", shop), ("shop/quota.yaml", Quota("pods: 1", ns: "null"))]);
        Lint.Expect<QuotaTooSmall>(
            [
                ("shop/kustomization.yaml", "resources: [shop.yaml, quota.yaml]"),
                ("shop/shop.yaml", shop),
                ("shop/quota.yaml", Quota("pods: {|HA1104:1|}", ns: "null")),
            ]);
    }

    [Fact]
    public void Is_silent_about_an_overlay_whose_replicas_may_be_others() => Lint.Expect<QuotaTooSmall>(
        [
            ("base/kustomization.yaml", "resources: [shop.yaml]"),
            ("base/shop.yaml", Shop()),
            ("dev/kustomization.yaml", "resources: [../base, quota.yaml]\nreplicas: [{ name: shop, count: 1 }]"),
            ("dev/quota.yaml", Quota("pods: 2")),
        ]);

    [Fact]
    public void Takes_limits_for_requests() => Lint.Expect<QuotaTooSmall>(Shop(resources: "limits: { cpu: 2 }") + Quota("requests.cpu: {|HA1104:5|}"));

    [Theory]
    [InlineData("requests: { cpu: '${CPU}' }, limits: { cpu: 2 }")] // unknown: stay silent
    [InlineData("requests: { cpu: 1m }, limits: { cpu: 2 }")]
    [InlineData("requests: { memory: 1Gi }")]
    public void Is_silent_about_small_or_unknown_requests(string resources) => Lint.Expect<QuotaTooSmall>(Shop(resources: resources) + Quota("requests.cpu: 5"));

    [Fact]
    public void Is_silent_about_requests_that_something_else_decides()
    {
        Lint.Expect<QuotaTooSmall>(Shop() + Quota("requests.cpu: 1") + """

            ---
            apiVersion: autoscaling.k8s.io/v1
            kind: VerticalPodAutoscaler
            metadata: { name: shop, namespace: shop }
            """);
        Lint.Expect<QuotaTooSmall>(Shop(pod: "resources: { requests: { cpu: 1m } }") + Quota("requests.cpu: 1"));
    }

    [Theory]
    [InlineData("2", "2")]
    [InlineData("0.5", "0.5")]
    [InlineData("250m", "0.25")]
    [InlineData("1k", "1000")]
    [InlineData("1Ki", "1024")]
    [InlineData("1.5Gi", "1610612736")]
    [InlineData("2e3", "2000")]
    [InlineData("2E-3", "0.002")]
    [InlineData("1T", "1000000000000")]
    [InlineData("5n", "0.000000005")]
    public void Quantities_have_decimal_binary_and_exponent_forms(string text, string amount) =>
        Assert.Equal(decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture), Quantity.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("one")]
    [InlineData("1 Gi")]
    [InlineData("1gi")]
    [InlineData("-1")]
    [InlineData("8Ei")]
    [InlineData("1e99")]
    [InlineData("1e-99")]
    [InlineData("99999999999999999999")]
    public void Other_texts_are_no_ordinary_quantities(string text) => Assert.Null(Quantity.Parse(text));

    private static string Shop(
        string replicas = "3", string kind = "Deployment", string strategy = "paused: false", string pod = "hostNetwork: false",
        string resources = "requests: { cpu: 500m, memory: 600Mi }") => $$"""
        apiVersion: apps/v1
        kind: {{kind}}
        metadata: { name: shop, namespace: shop }
        spec:
          replicas: {{replicas}}
          {{strategy}}
          selector: { matchLabels: { app: shop } }
          template:
            metadata: { labels: { app: shop } }
            spec:
              {{pod}}
              containers:
              - name: shop
                image: shop:1
                resources: { {{resources}} }
        """;

    private static string Quota(string hard, string scope = "scopes: null", string ns = "shop") => $$"""

        ---
        apiVersion: v1
        kind: ResourceQuota
        metadata: { name: team, namespace: {{ns}} }
        spec:
          {{scope}}
          hard: { {{hard}} }
        """;
}
