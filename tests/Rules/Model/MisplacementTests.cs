using System.Text.RegularExpressions;
using Hale.Rules.Tree;
using Hale.Testing;

namespace Hale.Rules.Tests.Model;

/// <summary>What stands in the wrong place is reported there, and read as if it stood where it belongs; no rule says that it is missing.</summary>
public sealed partial class MisplacementTests
{
    private const string Web = """
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: web, namespace: shop }
        spec:
          replicas: 3
          selector: { matchLabels: { app: web } }
          template:
            metadata: { labels: { app: web } }
            spec:
              terminationGracePeriodSeconds: 30
              automountServiceAccountToken: false
              topologySpreadConstraints:
              - { maxSkew: 1, topologyKey: topology.kubernetes.io/zone, whenUnsatisfiable: DoNotSchedule, labelSelector: { matchLabels: { app: web } } }
              containers:
              - name: web
                image: registry.example/web:1.2.3
                resources: { requests: { cpu: 100m, memory: 64Mi }, limits: { memory: 64Mi } }
                ports: [{ containerPort: 80 }]
                readinessProbe: { httpGet: { path: /ready, port: 80 } }
                livenessProbe: { httpGet: { path: /live, port: 80 }, periodSeconds: 20 }
                lifecycle: { preStop: { sleep: { seconds: 5 } } }
        ---

        """;

    [Theory]
    [InlineData("{|HA1803:selector|}:\n  matchLabels: { app: web }\nspec: { minAvailable: 2, unhealthyPodEvictionPolicy: AlwaysAllow }")]
    [InlineData("{|HA1803:matchLabels|}: { app: web }\nspec: { minAvailable: 2, unhealthyPodEvictionPolicy: AlwaysAllow }")]
    [InlineData("spec: { minAvailable: 2, unhealthyPodEvictionPolicy: AlwaysAllow, {|HA1803:matchLabels|}: { app: web } }")]
    [InlineData("spec: { minAvailable: 2, unhealthyPodEvictionPolicy: AlwaysAllow, {|HA1803:selectors|}: { matchLabels: { app: web } } }")]
    [InlineData("spec:\n{|HA1803:minAvailable|}: 2\nunhealthyPodEvictionPolicy: AlwaysAllow\nselector:\n  matchLabels: { app: web }")]
    public void A_budget_with_a_misplaced_selector_may_protect_any_workload(string budget) => Expect($$"""
        apiVersion: policy/v1
        kind: PodDisruptionBudget
        metadata: { name: web, namespace: shop }
        {{budget}}
        """);

    [Fact]
    public void A_lost_budget_may_protect_any_workload() => Expect("""
        apiVersion: policy/v1
        kind: PodDisruptionBudget
        metadata:
        {|HA1801:name|}: web
        spec:
        minAvailable: 2
        selector:
        matchLabels:
        app: web
        """);

    [Fact]
    public void An_autoscaler_with_a_misplaced_target_scales_what_it_names() => Expect("""
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata: { name: web, namespace: shop }
        spec:
          minReplicas: 3
          maxReplicas: 5
          metrics: [{ type: Resource, resource: { name: cpu, target: { type: Utilization, averageUtilization: 80 } } }]
        {|HA1803:scaleTargetRef|}: { apiVersion: apps/v1, kind: Deployment, name: {|HA1002:web|} }
        ---
        apiVersion: policy/v1
        kind: PodDisruptionBudget
        metadata: { name: web, namespace: shop }
        spec: { maxUnavailable: 1, selector: { matchLabels: { app: web } }, unhealthyPodEvictionPolicy: AlwaysAllow }
        """);

    [Fact]
    public void A_setting_of_the_pod_in_a_container_is_not_missing_in_the_pod()
    {
        var text = Web.Replace("      terminationGracePeriodSeconds: 30\n", "", StringComparison.Ordinal)
            .Replace("        image: registry.example/web:1.2.3", "        terminationGracePeriodSeconds: 300\n        image: registry.example/postgres:16.4", StringComparison.Ordinal);
        var ids = Lint.Run([new SourceText("manifest.yaml", text)]).Select(finding => finding.Rule.Id).ToList();
        Assert.Contains("HA1803", ids);
        Assert.DoesNotContain("HA0501", ids);
    }

    [Theory]
    [InlineData("  {|HA1803:env|}: [{ name: DB_PASSWORD, value: {|HA1201:blue-paper-lamp|} }]")]
    [InlineData("  {|HA1803:env|}: [{ name: DB_PASSWORD, value: {|HA1201:blue-paper-lamp|} }]\n  command: [wiki]")]
    [InlineData("  {|HA1803:imagePullPolicy|}: Always")]
    [InlineData("  - name: proxy\n    image: registry.example/proxy:1.0.0\n  {|HA1803:env|}: [{ name: DB_PASSWORD, value: blue-paper-lamp }]")] // of which container?
    public void What_stands_in_the_wrong_place_is_read_where_it_belongs(string rest) => Marked($$"""
        apiVersion: v1
        kind: Pod
        metadata: { name: wiki, namespace: shop }
        spec:
          containers:
          - name: wiki
            image: registry.example/wiki:1.2.3
        {{rest}}
        """, "HA1201", "HA1803");

    [Fact]
    public void What_has_slipped_to_the_root_is_read_when_it_is_known_of_all_where_it_belongs() => Marked("""
        apiVersion: apps/v1
        kind: StatefulSet
        metadata:
        {|HA1803:name|}: db
        spec:
        {|HA1803:replicas|}: 3
        template:
          metadata: { labels: { app: db } }
          spec:
            containers:
            - name: db
              image: {|HA1303:mysql:5.7|}
              env: [{ name: MYSQL_ROOT_PASSWORD, value: {|HA1201:blue-paper-lamp|} }]
        """, "HA1201", "HA1303", "HA1803", "HA1804");

    [Fact]
    public void What_has_slipped_to_the_root_and_belongs_nowhere_hides_the_rest() => Marked("""
        apiVersion: apps/v1
        kind: StatefulSet
        metadata:
        {|HA1803:name|}: db
        spec:
        {|HA1803:replikas|}: 3
        {|HA1803:template|}:
          metadata: { labels: { app: db } }
          spec:
            containers:
            - name: db
              image: mysql:5.7
              env: [{ name: MYSQL_ROOT_PASSWORD, value: blue-paper-lamp }]
        """, "HA1201", "HA1303", "HA1803");

    [Fact]
    public void A_key_whose_map_stands_beside_it_is_read_as_a_part_of_it() => Marked("""
        apiVersion: v1
        kind: Pod
        metadata: { name: wiki, namespace: shop }
        spec:
          containers:
          - name: wiki
            image: registry.example/wiki:1.2.3
            resources:
            {|HA1803:requests|}: { cpu: 100m, memory: {|HA1808:64Mi|} }
            limits: { memory: 32Mi }
        """, "HA1101", "HA1102", "HA1803", "HA1808");

    [Theory]
    [InlineData("name: wiki\n    image: registry.example/wiki:1.2.3\n    env: [{ name: DB_PASSWORD, value: {|HA1201:blue-paper-lamp|} }]")]
    [InlineData("wiki: { name: wiki, env: [{ name: DB_PASSWORD, value: blue-paper-lamp }] }")] // no item, but a map of them
    public void An_only_item_without_its_dash_is_read_as_one(string container) => Marked($$"""
        apiVersion: v1
        kind: Pod
        metadata: { name: wiki, namespace: shop }
        spec:
          {|HA1805:containers|}:
            {{container}}
        """, "HA1201", "HA1805");

    [Fact]
    public void Of_two_with_one_key_neither_is_said_to_lack_anything() => Marked("""
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: web, namespace: shop }
        spec:
          replicas: 3
          selector: { matchLabels: { app: web } }
          template:
            metadata: { labels: { app: web } }
        {|HA1802:spec|}:
          containers: [{ name: web, image: registry.example/web:1.2.3 }]
        """, "HA0101", "HA0201", "HA0205", "HA0405", "HA1402", "HA1802", "HA1804");

    [Theory]
    [InlineData(1, 3)]
    [InlineData(3, 1)]
    public void Of_two_numbers_with_one_key_neither_is_known_to_hold(int first, int second) => Marked($$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: web, namespace: shop }
        spec:
          replicas: {{first}}
          {|HA1802:replicas|}: {{second}}
          selector: { matchLabels: { app: web } }
          template:
            metadata: { labels: { app: web } }
            spec: { containers: [{ name: web, image: registry.example/web:1.2.3 }] }
        """, "HA0101", "HA0201", "HA1802");

    [Theory]
    [InlineData("lifecycle: { preStop: { exec: null }, {|HA1803:command|}: [sleep, '5'] }")] // below the key that has lost its value
    [InlineData("{|HA1803:failureThreshold|}: 9\n    readinessProbe: { httpGet: { port: 80 } }\n    livenessProbe: { httpGet: { port: 80 } }")] // of which probe?
    [InlineData("env: [{ name: A, value: a }]\n  {|HA1803:mountPath|}: /data\n  {|HA1803:requests|}: { cpu: 1, memory: 1Gi, limits: { memory: 1Gi } }")]
    public void What_may_belong_in_several_places_is_missing_in_none_of_them(string rest) => Marked($$"""
        apiVersion: v1
        kind: Pod
        metadata: { name: web, namespace: shop, labels: { app: web } }
        spec:
          containers:
          - name: web
            image: registry.example/web:1.2.3
            {{rest}}
        """, "HA0504", "HA0603", "HA1302", "HA1803");

    [Fact]
    public void What_slipped_takes_along_what_stands_behind_it() => Marked("""
        apiVersion: v1
        kind: Pod
        metadata: { name: web, namespace: shop, labels: { app: web } }
        spec:
          containers:
          - name: web
            image: registry.example/web:1.2.3
          {|HA1803:readinessProbe|}:
            httpGet: { path: /ready, port: 80 }
            livenessProbe:
              httpGet: { path: /live, port: 80 }
            resources: { requests: { cpu: 100m, memory: 64Mi }, limits: { memory: 64Mi } }
        """, "HA0602", "HA1101", "HA1102", "HA1803");

    [Fact]
    public void A_custom_resource_whose_spec_stands_in_its_metadata_is_not_taken_for_empty() => Marked("""
        apiVersion: postgresql.cnpg.io/v1
        kind: Cluster
        metadata:
          name: accounts
          {|HA1801:spec|}:
            instances: 3
        """, "HA1601", "HA1801");

    [Fact]
    public void Of_two_that_belong_in_one_place_neither_is_read_there() => Marked("""
        apiVersion: v1
        kind: Service
        metadata: { name: db, namespace: shop }
        spec:
          selector: { app: db }
          ports:
          - name: mysql
            port: 3306
            {|HA1803:type|}: LoadBalancer
          - name: metrics
            port: 9104
            {|HA1803:type|}: ClusterIP
        """, "HA0903", "HA1803");

    [Fact]
    public void What_is_misplaced_has_a_path_of_its_own()
    {
        var finding = Assert.Single(Lint.Run([new SourceText("manifest.yaml", """
            kind: List
            apiVersion: v1
            items:
            - apiVersion: v1
              kind: ConfigMap
              metadata: { name: a, annotations: { hale.dev/ignore: "HA0101 -- none" } }
              labels: { app: web }
            """)], "HA1803"));
        Assert.Equal(("labels", "/labels", "ConfigMap/a"), (finding.Path, finding.Pointer, finding.Object?.ToString()));
    }

    [Fact]
    public void An_annotation_also_silences_what_is_said_about_misplaced_fields() => Assert.Empty(Lint.Run([new SourceText("manifest.yaml", """
        apiVersion: v1
        kind: ConfigMap
        metadata: { name: a, annotations: { hale.dev/ignore: "HA1803 -- known" } }
        labels: { app: web }
        """)]));

    private static void Marked(string marked, params string[] ids)
    {
        var source = new SourceText("manifest.yaml", Marks.Remove(marked));
        Assert.Equal(marked, Marks.Put(source, Lint.Run([source]).Where(finding => ids.Contains(finding.Rule.Id))));
    }

    private static void Expect(string marked)
    {
        var expected = Marker().Matches(marked).Select(mark => mark.Groups["id"].Value).Where(id => id.Length > 0).Order(StringComparer.Ordinal);
        var text = Web + Marker().Replace(marked, "");
        Assert.Equal(expected, Lint.Run([new SourceText("manifest.yaml", text)]).Select(finding => finding.Rule.Id).Order(StringComparer.Ordinal));
    }

    [GeneratedRegex(@"\{\|(?<id>HA\d{4}):|\|\}")]
    private static partial Regex Marker();
}
