using Hale.Rules.Disruption;
using Hale.Testing;

namespace Hale.Rules.Tests.Disruption;

public sealed class PdbBlocksEvictionsTests
{
    [Theory]
    [InlineData("replicas: 3", "{|HA0302:3|}")]
    [InlineData("replicas: 3", "{|HA0302:4|}")]
    [InlineData("replicas: 3", "{|HA0302:67%|}")] // 2.01 of 3, rounded up
    [InlineData("replicas: 3", "{|HA0302:100%|}")]
    [InlineData("", "{|HA0302:1|}")]
    [InlineData("replicas: 3", "2")]
    [InlineData("replicas: 3", "66%")]
    [InlineData("replicas: 3", "101%")] // rejected: HA1808
    [InlineData("replicas: 3", "0")]
    [InlineData("replicas: 0", "1")] // no pod to evict
    [InlineData("replicas: 3", "${AVAILABLE}")] // unknown: stay silent
    [InlineData("replicas: ${REPLICAS}", "3")] // unknown: stay silent
    public void Compares_what_must_be_available_with_the_replicas(string replicas, string available) =>
        Lint.Expect<PdbBlocksEvictions>(Shop(replicas) + Budget($"minAvailable: {available}"));

    [Theory]
    [InlineData("{|HA0302:0|}")]
    [InlineData("{|HA0302:0%|}")]
    [InlineData("1")]
    [InlineData("1%")] // rounded up to one pod
    [InlineData("'${LIMIT}'")] // unknown: stay silent
    public void Needs_at_least_one_that_may_be_unavailable(string unavailable) =>
        Lint.Expect<PdbBlocksEvictions>(Shop("replicas: 3") + Budget($"maxUnavailable: {unavailable}"));

    [Theory]
    [InlineData("maxUnavailable: {|HA0302:0|}")]
    [InlineData("maxUnavailable: {|HA0302:0%|}")]
    [InlineData("minAvailable: {|HA0302:100%|}")]
    [InlineData("minAvailable: 99%")] // of more than 100 pods one may go
    [InlineData("minAvailable: 3")]
    [InlineData("minAvailable: 100")] // there may be more
    [InlineData("minAvailable: '${LIMIT}'")] // unknown: stay silent
    public void Warns_of_a_limit_that_blocks_any_number_of_pods(string limit)
    {
        var text = Shop("replicas: ${REPLICAS}") + Budget(limit);
        Lint.Expect<PdbBlocksEvictions>(text);
        Assert.All(Lint.Findings<PdbBlocksEvictions>(text), finding => Assert.Equal(Severity.Warning, finding.Severity));
    }

    [Theory]
    [InlineData("maxUnavailable: {|HA0302:0|}", "policy/v1", "matchLabels: { app: shop }")]
    [InlineData("minAvailable: {|HA0302:100%|}", "policy/v1", "matchLabels: { app: shop }")]
    [InlineData("maxUnavailable: {|HA0302:0|}", "policy/v1beta1", "matchLabels: { app: shop }")]
    [InlineData("maxUnavailable: {|HA0302:0|}", "policy/v1", "matchExpressions: [{ key: app, operator: Exists }]")]
    [InlineData("maxUnavailable: 1", "policy/v1", "matchLabels: { app: shop }")]
    [InlineData("minAvailable: 1", "policy/v1", "matchLabels: { app: shop }")] // there may be more
    [InlineData("maxUnavailable: ${LIMIT}", "policy/v1", "matchLabels: { app: shop }")] // unknown: stay silent
    [InlineData("maxUnavailable: 0", "policy/v1", "")] // all of the namespace, or none
    [InlineData("maxUnavailable: 0", "policy/v1", "matchLabels: { batch.kubernetes.io/job-name: report }")]
    [InlineData("maxUnavailable: 0", "policy/v1", "matchExpressions: [{ key: job-name, operator: Exists }]")]
    public void Notes_a_limit_that_blocks_pods_of_another_input(string limit, string version, string selector)
    {
        var text = $"apiVersion: {version}\nkind: PodDisruptionBudget\nmetadata: {{ name: shop }}\nspec:\n  {limit}\n  selector: {{ {selector} }}\n";
        Lint.Expect<PdbBlocksEvictions>(text);
        Assert.All(Lint.Findings<PdbBlocksEvictions>(text), finding => Assert.Equal(Severity.Note, finding.Severity));
    }

    [Theory]
    [InlineData("")]
    [InlineData("selector:\n")]
    public void Is_silent_about_a_budget_without_a_selector(string selector) => Lint.Expect<PdbBlocksEvictions>(
        $"apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: {{ name: shop }}\nspec:\n  maxUnavailable: 0\n  {selector}\n");

    [Fact]
    public void Is_silent_where_pods_may_be_those_of_a_job() => Lint.Expect<PdbBlocksEvictions>("""
        apiVersion: batch/v1
        kind: Job
        metadata: { name: shop }
        spec: { template: { metadata: { labels: { app: '${APP}' } }, spec: { containers: [{ name: shop, image: shop:1 }] } } }
        """ + Budget("maxUnavailable: 0"));

    [Fact]
    public void Is_silent_about_a_job_that_must_not_be_interrupted() => Lint.Expect<PdbBlocksEvictions>("""
        apiVersion: batch/v1
        kind: Job
        metadata: { name: shop }
        spec: { template: { metadata: { labels: { app: shop } }, spec: { containers: [{ name: shop, image: shop:1 }] } } }
        """ + Budget("maxUnavailable: 0"));

    [Fact]
    public void Reports_a_budget_without_a_limit() => Lint.Expect<PdbBlocksEvictions>(Shop("replicas: 3") + """

        ---
        apiVersion: policy/v1
        kind: PodDisruptionBudget
        metadata: { name: shop }
        {|HA0302:spec|}:
          selector: { matchLabels: { app: shop } }
        """);

    [Theory]
    [InlineData("replicas: 2", Severity.Error)]
    [InlineData("replicas: 1", Severity.Warning)]
    public void Is_less_severe_for_a_single_pod(string replicas, Severity severity) =>
        Assert.Equal(severity, Lint.One<PdbBlocksEvictions>(Shop(replicas) + Budget("maxUnavailable: 0")).Severity);

    [Fact]
    public void Takes_the_selector_of_a_workload_without_a_template() => Lint.Expect<PdbBlocksEvictions>("""
        { apiVersion: apps/v1, kind: Deployment, metadata: { name: shop }, spec: { replicas: 2, selector: { matchLabels: { app: shop } } } }
        ---
        { apiVersion: policy/v1, kind: PodDisruptionBudget, metadata: { name: shop }, spec: { minAvailable: {|HA0302:2|}, selector: { matchLabels: { app: shop } } } }
        """);

    [Fact]
    public void Names_limit_and_replicas()
    {
        var finding = Lint.One<PdbBlocksEvictions>(Shop("replicas: 3") + Budget("minAvailable: 67%"));
        Assert.Equal("PodDisruptionBudget 'shop' with minAvailable 67% refuses every eviction from Deployment 'shop' with 3 replicas", finding.Message);
        Assert.Equal("replicas set here", Assert.Single(finding.Related).Message);
    }

    [Theory]
    [InlineData("minAvailable: 2", "minAvailable 2 refuses every eviction from Deployment 'shop' with 2 to 10 replicas while only 2 run")]
    [InlineData("minAvailable: 100%", "minAvailable 100% refuses every eviction from Deployment 'shop' with 2 to 10 replicas")]
    [InlineData("maxUnavailable: 0", "maxUnavailable 0 refuses every eviction from Deployment 'shop' with 2 to 10 replicas")]
    public void Says_that_an_autoscaler_may_leave_more_to_evict(string limit, string text)
    {
        var scaler = "\n---\n" + """
            apiVersion: autoscaling/v2
            kind: HorizontalPodAutoscaler
            metadata: { name: shop }
            spec: { scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: shop }, minReplicas: 2, maxReplicas: 10 }
            """;
        Assert.Equal($"PodDisruptionBudget 'shop' with {text}", Lint.One<PdbBlocksEvictions>(Shop("replicas: 2") + Budget(limit) + scaler).Message);
    }

    [Theory]
    [InlineData("replicas: 1", "postgres:17", "", true)]
    [InlineData("replicas: 1", "shop:1", "volumes: [{ name: data, persistentVolumeClaim: { claimName: data } }]", true)]
    [InlineData("replicas: 1", "shop:1", "", false)]
    [InlineData("replicas: 2", "postgres:17", "", false)]
    public void Says_that_blocking_may_be_intended_for_a_single_pod_with_data(string replicas, string image, string volumes, bool mayBeIntended)
    {
        var text = Shop(replicas, image: image) + $"\n      {volumes}\n---\n" + """
            { apiVersion: v1, kind: PersistentVolumeClaim, metadata: { name: data }, spec: { accessModes: [ReadWriteOnce] } }
            ---
            { apiVersion: v1, kind: Service, metadata: { name: shop }, spec: { selector: { app: shop } } }
            """ + Budget("maxUnavailable: 0");
        Assert.Equal(mayBeIntended, Lint.One<PdbBlocksEvictions>(text).Message.EndsWith(": ignore this here if it is intended", StringComparison.Ordinal));
    }

    [Fact]
    public void Takes_the_floor_of_an_autoscaler() => Lint.Expect<PdbBlocksEvictions>(Shop("") + Budget("minAvailable: {|HA0302:80%|}") + """

        ---
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata: { name: shop }
        spec: { scaleTargetRef: { kind: Deployment, name: shop }, minReplicas: 1, maxReplicas: 20 }
        """);

    [Theory]
    [InlineData("replicas: 1", "2")] // 2 + 1 pods
    [InlineData("replicas: ${REPLICAS}", "2")]
    [InlineData("replicas: 1", "{|HA0302:3|}")]
    public void Adds_up_the_replicas_of_all_workloads_that_it_selects(string otherReplicas, string available) =>
        Lint.Expect<PdbBlocksEvictions>(Shop("replicas: 2") + "\n---\n" + Shop(otherReplicas, name: "shop-canary") + Budget($"minAvailable: {available}"));

    [Theory]
    [InlineData("{ app: '${APP}' }")] // it may add its replicas
    [InlineData("'${LABELS}'")]
    public void Is_silent_when_more_pods_may_be_selected(string labels) => Lint.Expect<PdbBlocksEvictions>(Shop("replicas: 2") + Budget("minAvailable: 2") + $$"""

        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: other }
        spec:
          selector: { matchLabels: { app: other } }
          template:
            metadata: { labels: {{labels}} }
            spec:
              containers: [{ name: other, image: other:1 }]
        """);

    [Fact]
    public void Is_silent_about_pods_of_nodes_and_pods_without_replicas() => Lint.Expect<PdbBlocksEvictions>("""
        apiVersion: apps/v1
        kind: DaemonSet
        metadata: { name: shop }
        spec: { selector: {}, template: { metadata: { labels: { app: shop } }, spec: { containers: [{ name: shop, image: shop:1 }] } } }
        """ + Budget("maxUnavailable: 0"));

    [Theory]
    [InlineData("maxUnavailable: 1")]
    [InlineData("minAvailable: 50%")]
    public void Reports_a_limit_that_needs_replicas_where_others_have_none(string limit)
    {
        var text = Shop("replicas: 3") + Others("CronJob", "") + Budget(limit).Replace("selector", "{|HA0302:selector|}", StringComparison.Ordinal);
        Lint.Expect<PdbBlocksEvictions>(text);
        var finding = Lint.One<PdbBlocksEvictions>(text.Replace("{|HA0302:selector|}", "selector", StringComparison.Ordinal));
        Assert.Equal(
            $"PodDisruptionBudget 'shop' with {limit.Replace(":", "", StringComparison.Ordinal)} also selects the pods of CronJob 'report', which has no number of replicas: "
            + "while there is one of them, also one that has ended, it refuses every eviction from Deployment 'shop'",
            finding.Message);
        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.Equal(2, finding.Related.Count);
    }

    [Theory]
    [InlineData("DaemonSet", "", Severity.Error)]
    [InlineData("Job", "", Severity.Warning)]
    [InlineData("CronJob", "successfulJobsHistoryLimit: 1", Severity.Warning)]
    public void Is_an_error_where_such_pods_are_always_there(string kind, string spec, Severity severity) =>
        Assert.Equal(severity, Lint.One<PdbBlocksEvictions>(Shop("replicas: 3") + Others(kind, spec) + Budget("maxUnavailable: 1")).Severity);

    [Theory]
    [InlineData("minAvailable: 2", "CronJob", "", "")] // counts the pods that are there
    [InlineData("maxUnavailable: 1", "CronJob", "successfulJobsHistoryLimit: 0", "")]
    [InlineData("maxUnavailable: 1", "CronJob", "successfulJobsHistoryLimit: '${KEPT}'", "")] // unknown: stay silent
    [InlineData("maxUnavailable: 1", "Job", "ttlSecondsAfterFinished: 60", "")]
    [InlineData("maxUnavailable: 1", "Job", "", "annotations: { helm.sh/hook-delete-policy: 'before-hook-creation,hook-succeeded' }")]
    [InlineData("maxUnavailable: 1", "Job", "", "annotations: { argocd.argoproj.io/hook-delete-policy: HookSucceeded }")]
    [InlineData("maxUnavailable: 1", "Pod", "", "")] // A pod without an owner is left out of the count.
    [InlineData("minAvailable: '${LIMIT}'", "DaemonSet", "", "")]
    public void Is_silent_where_such_pods_do_not_matter_or_go_away(string limit, string kind, string spec, string metadata) =>
        Lint.Expect<PdbBlocksEvictions>(Shop("replicas: 3") + Others(kind, spec, metadata) + Budget(limit));

    [Fact]
    public void Is_silent_where_there_is_no_pod_to_evict() => Lint.Expect<PdbBlocksEvictions>(Shop("replicas: 0") + Others("CronJob", "") + Budget("maxUnavailable: 1"));

    [Theory]
    [InlineData("Job")]
    [InlineData("CronJob")]
    public void Does_not_count_pods_that_come_and_go(string kind)
    {
        var text = Shop("replicas: 2") + Others(kind, "");
        Lint.Expect<PdbBlocksEvictions>(text + Budget("minAvailable: {|HA0302:2|}"));
        Assert.Equal(
            "PodDisruptionBudget 'shop' with minAvailable 2 refuses every eviction from Deployment 'shop' with 2 replicas",
            Lint.One<PdbBlocksEvictions>(text + Budget("minAvailable: 2")).Message);
    }

    [Fact]
    public void Is_silent_when_both_limits_are_set() => Lint.Expect<PdbBlocksEvictions>(Shop("replicas: 3") + Budget("maxUnavailable: 0, minAvailable: 3"));

    [Fact]
    public void Is_silent_about_a_whole_namespace() => Lint.Expect<PdbBlocksEvictions>(Shop("replicas: 3") + """

        ---
        apiVersion: policy/v1
        kind: PodDisruptionBudget
        metadata: { name: all }
        spec: { minAvailable: 3, selector: {} }
        """);

    [Fact]
    public void Is_silent_when_the_namespace_is_only_assumed() => Lint.Expect<PdbBlocksEvictions>([
        ("shop.yaml", Shop("replicas: 2")),
        ("budget.yaml", """
            apiVersion: policy/v1
            kind: PodDisruptionBudget
            metadata: { name: shop, namespace: prod }
            spec: { minAvailable: 2, selector: { matchLabels: { app: shop } } }
            """),
    ]);

    [Fact]
    public void Is_silent_about_a_patch_of_the_workload() => Lint.Expect<PdbBlocksEvictions>([
        ("patches/shop.yaml", Shop("")),
        ("patches/budget.yaml", Budget("minAvailable: 1")),
        ("budget.yaml", Budget("minAvailable: 1")),
    ]);

    private static string Shop(string replicas, string name = "shop", string image = "shop:1") => $$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: {{name}} }
        spec:
          {{replicas}}
          selector: { matchLabels: { app: shop } }
          template:
            metadata: { labels: { app: shop } }
            spec:
              containers: [{ name: shop, image: {{image}} }]
        """;

    private static string Others(string kind, string spec, string metadata = "")
    {
        const string Pod = "restartPolicy: Never, containers: [{ name: report, image: 'report:1' }]";
        const string Template = "template: { metadata: { labels: { app: shop } }, spec: { " + Pod + " } }";
        var (apiVersion, label, body) = kind switch
        {
            "DaemonSet" => ("apps/v1", "", "selector: { matchLabels: { app: shop } }, " + Template.Replace("Never", "Always", StringComparison.Ordinal)),
            "Job" => ("batch/v1", "", Template),
            "CronJob" => ("batch/v1", "", "schedule: '5 4 * * *', jobTemplate: { spec: { " + Template + " } }"),
            _ => ("v1", "labels: { app: shop }", Pod),
        };
        string Joined(params string[] parts) => string.Join(", ", parts.Where(part => part.Length > 0));
        return $$"""

            ---
            apiVersion: {{apiVersion}}
            kind: {{kind}}
            metadata: { {{Joined("name: report", label, metadata)}} }
            spec: { {{Joined(body, spec)}} }
            """;
    }

    private static string Budget(string limit) => $$"""

        ---
        apiVersion: policy/v1
        kind: PodDisruptionBudget
        metadata: { name: shop }
        spec: { {{limit}}, selector: { matchLabels: { app: shop } } }
        """;
}
