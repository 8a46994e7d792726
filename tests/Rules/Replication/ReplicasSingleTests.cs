using Hale.Rules.Model;
using Hale.Rules.Replication;
using Hale.Rules.Tree;
using Hale.Testing;

namespace Hale.Rules.Tests.Replication;

public sealed class ReplicasSingleTests
{
    private const string Service = """

        ---
        kind: Service
        apiVersion: v1
        metadata: { name: web }
        spec: { selector: { app: web } }
        """;

    [Theory]
    [InlineData("Deployment")]
    [InlineData("StatefulSet")]
    [InlineData("ReplicaSet")]
    [InlineData("ReplicationController")]
    [InlineData("Rollout")]
    [InlineData("DeploymentConfig")]
    public void Reports_one_replica(string kind) => Lint.Expect<ReplicasSingle>(Web("replicas: {|HA0101:1|}", kind: kind));

    [Fact]
    public void Reports_replicas_that_are_left_out() => Lint.Expect<ReplicasSingle>("""
        kind: Deployment
        metadata: { name: web }
        {|HA0101:spec|}:
          template:
            spec:
              containers: [{ name: web, image: web:1 }]
        """);

    [Theory]
    [InlineData("{|HA0101:spec|}", "deployment/other")]
    [InlineData("{|HA0101:spec|}", "replicaset/dns")]
    [InlineData("{|HA0101:spec|}", "deployment/dns", "--namespace=other")]
    [InlineData("{|HA0101:spec|}", "deployment/dns", "--v=2", "autoscaling/cluster-autoscaler:v1.33.0")]
    [InlineData("spec", "deployment/dns")]
    [InlineData("spec", "Deployment/dns")]
    [InlineData("spec", "deployment/other,deployment/dns")]
    [InlineData("spec", "deployment/dns", "--namespace=kube-system")]
    [InlineData("spec", "deployment/dns", "--v=2", "cluster-proportional-autoscaler-amd64:1.1.2-r2")]
    [InlineData("spec", "${TARGET}")] // unknown: stay silent
    public void Is_silent_when_the_number_of_nodes_decides(string spec, string target, string flag = "--v=2", string image = "cpa/cluster-proportional-autoscaler:v1.9.0") => Lint.Expect<ReplicasSingle>($$"""
        kind: Deployment
        metadata: { name: dns, namespace: kube-system }
        {{spec}}:
          template:
            spec:
              containers: [{ name: dns, image: dns:1 }]
        ---
        kind: Deployment
        metadata: { name: dns-autoscaler, namespace: kube-system }
        spec:
          replicas: ${COUNT}
          template:
            spec:
              containers: [{ name: autoscaler, image: '{{image}}', command: [/autoscaler, '--target={{target}}', '{{flag}}'] }]
        """);

    [Fact]
    public void Reports_a_node_of_a_search_engine_that_is_told_to_run_alone() => Lint.Expect<ReplicasSingle>("""
        kind: StatefulSet
        metadata: { name: search }
        spec:
          replicas: {|HA0101:1|}
          template:
            spec:
              containers: [{ name: search, image: 'opensearchproject/opensearch:3.2.0', env: [{ name: discovery.type, value: single-node }] }]
        """);

    [Fact]
    public void Is_silent_about_a_deployment_config_that_leaves_them_out() => Lint.Expect<ReplicasSingle>("""
        apiVersion: apps.openshift.io/v1
        kind: DeploymentConfig
        metadata: { name: web }
        spec: { template: { spec: { containers: [{ name: web, image: web:1 }] } } }
        """);

    [Fact]
    public void Says_whether_the_number_was_chosen()
    {
        Assert.StartsWith("1 replica of Deployment 'web' is all that is asked for", Lint.One<ReplicasSingle>(Web("replicas: 1")).Message, StringComparison.Ordinal);
        Assert.StartsWith("1 replica of Deployment 'web' runs because replicas is not set", Lint.One<ReplicasSingle>(Web("")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("replicas: 1", "", Severity.Warning)]
    [InlineData("", "", Severity.Note)]
    [InlineData("replicas: 1", "args: [--leader-elect]", Severity.Note)]
    [InlineData("replicas: 1", "env: [{ name: ENABLE_LEADER_ELECTION, value: 'true' }]", Severity.Note)]
    [InlineData("replicas: 1", "env: [{ name: LEADER_ELECT, value: 'false' }]", Severity.Warning)]
    [InlineData("replicas: 1", "env: [{ name: LEADER_ELECT, value: 'False' }]", Severity.Warning)]
    [InlineData("replicas: 1", "env: [{ name: LEADER_ELECT, value: '0' }]", Severity.Warning)]
    [InlineData("replicas: 1", "env: [{ name: LEADER_ELECT, value: '${ELECT}' }]", Severity.Note)] // It may elect a leader.
    [InlineData("replicas: 1", "env: [{ name: MODE, value: 'true' }]", Severity.Warning)]
    [InlineData("replicas: 1", "args: ['${ARGS}']", Severity.Note)]
    [InlineData("replicas: 1", "args: ['-${ARGS}']", Severity.Note)]
    [InlineData("replicas: 1", "command: [sh, -c, 'ID=${HOSTNAME##*-} exec /app']", Severity.Warning)]
    public void Is_a_warning_only_for_a_chosen_one_behind_a_service(string replicas, string container, Severity severity) =>
        Assert.Equal(severity, Lint.One<ReplicasSingle>(Web(replicas, container) + Service).Severity);

    [Theory]
    [InlineData("resources: [leases], verbs: [get, create]", "name: web", Severity.Note)]
    [InlineData("resources: [leases], verbs: ['*']", "name: web", Severity.Note)]
    [InlineData("resources: [leases], verbs: [get, list]", "name: web", Severity.Warning)]
    [InlineData("resources: [pods], verbs: [update]", "name: web", Severity.Warning)]
    [InlineData("resources: [leases], verbs: [update]", "name: other", Severity.Warning)]
    public void One_that_may_write_leases_has_a_standby_in_mind(string rule, string subject, Severity severity)
    {
        var manifest = MayWrite(rule, subject);
        Assert.Equal(severity, Lint.One<ReplicasSingle>(manifest).Severity);
        Assert.Equal(severity, Lint.One<ReplicasSingle>(manifest.Replace("kind: Role", "kind: ClusterRole", StringComparison.Ordinal)).Severity);
    }

    private static string MayWrite(string rule, string subject) => $$"""
        {{Web("replicas: 1").Replace("containers:", "serviceAccountName: web\n      containers:", StringComparison.Ordinal)}}
        {{Service}}
        ---
        { apiVersion: rbac.authorization.k8s.io/v1, kind: Role, metadata: { name: election }, rules: [{ apiGroups: [coordination.k8s.io], {{rule}} }] }
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: { name: election }
        roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: election }
        subjects: [{ kind: ServiceAccount, {{subject}} }]
        """;

    [Theory]
    [InlineData("", "Service 'web' loses it when the node fails or is drained")]
    [InlineData("args: [--leader-elect]", "no standby takes over when the node fails or is drained")]
    public void Says_who_misses_it(string container, string effect) =>
        Assert.EndsWith(effect, Lint.One<ReplicasSingle>(Web("replicas: 1", container) + Service).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("{ name: metrics, port: 9100 }", "nothing takes over when the node fails or is drained", Severity.Note)] // A sample is missed at most.
    [InlineData("{ name: http-metrics, port: 3100 }", "Service 'web' loses it when the node fails or is drained", Severity.Warning)] // of Loki, and all it has
    [InlineData("{ name: metrics, port: 9100 }, { name: http, port: 80 }", "Service 'web' loses it when the node fails or is drained", Severity.Warning)]
    public void Is_a_note_where_only_monitoring_asks(string ports, string effect, Severity severity)
    {
        var finding = Lint.One<ReplicasSingle>(Web("replicas: 1") + Service.Replace("spec: {", $"spec: {{ ports: [{ports}],", StringComparison.Ordinal));
        Assert.EndsWith(effect, finding.Message, StringComparison.Ordinal);
        Assert.Equal(severity, finding.Severity);
    }

    [Theory]
    [InlineData("replicas: 1", "type: LoadBalancer", Severity.Error)]
    [InlineData("replicas: 1", "type: NodePort", Severity.Warning)]
    [InlineData("replicas: 1", "type: '${TYPE}'", Severity.Note)] // unknown: the lower one
    [InlineData("", "type: LoadBalancer", Severity.Note)]
    public void Is_an_error_in_production_when_traffic_from_outside_reaches_it(string replicas, string type, Severity severity)
    {
        var manifest = Web(replicas) + Service.Replace("spec: {", $"spec: {{ {type},", StringComparison.Ordinal);
        Assert.Equal(severity, Lint.One<ReplicasSingle>(manifest, new ClusterFacts { IsProduction = true }).Severity);
        Assert.NotEqual(Severity.Error, Lint.One<ReplicasSingle>(manifest).Severity);
    }

    [Fact]
    public void Is_an_error_in_production_behind_an_ingress() => Assert.Equal(Severity.Error, Lint.One<ReplicasSingle>(Web("replicas: 1") + Service + """

        ---
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata: { name: web }
        spec: { defaultBackend: { service: { name: web, port: { number: 80 } } } }
        """, new ClusterFacts { IsProduction = true }).Severity);

    [Fact]
    public void Is_a_note_for_development_in_production_too() => Assert.Equal(Severity.Note, Lint.One<ReplicasSingle>(
        Web("replicas: 1").Replace("name: web }", "name: web, namespace: dev }", StringComparison.Ordinal) + Service.Replace("spec: {", "spec: { type: LoadBalancer,", StringComparison.Ordinal),
        new ClusterFacts { IsProduction = true }).Severity);

    [Theory]
    [InlineData("name: other", Severity.Note)]
    [InlineData("name: '${NAME}'", Severity.Note)] // unknown: the lower one
    [InlineData("name: web", Severity.Warning)] // a variant of the same one
    public void Is_a_note_where_others_are_behind_the_service(string name, Severity severity)
    {
        var contents = new[] { Web("replicas: 1") + Service, Web("replicas: 2").Replace("name: web }", $"{name} }}", StringComparison.Ordinal) }
            .Select((text, index) => Lint.Read(new SourceText($"{index}.yaml", text))).ToList();
        var finding = Assert.Single(Lint.Run(new Cluster([.. contents.SelectMany(content => content.Documents)], [], new ClusterFacts()), "HA0101"));
        Assert.Equal(severity, finding.Severity);
        Assert.EndsWith(severity is Severity.Note ? "nothing takes over when the node fails or is drained" : "Service 'web' loses it when the node fails or is drained", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Is_a_note_without_a_service() => Assert.Equal(Severity.Note, Lint.One<ReplicasSingle>(Web("replicas: 1")).Severity);

    [Fact]
    public void Is_a_note_for_development() =>
        Assert.Equal(Severity.Note, Lint.One<ReplicasSingle>(Web("replicas: 1").Replace("name: web }", "name: web, namespace: dev }", StringComparison.Ordinal) + Service).Severity);

    [Fact]
    public void Is_silent_when_HA1001_speaks_of_an_autoscaler_that_never_adds_one()
    {
        var text = Web("") + Service + Autoscaler("minReplicas: 1, maxReplicas: 1");
        Lint.Expect<ReplicasSingle>(text);
        Assert.Equal(Severity.Warning, Lint.One<Rules.Scaling.AutoscaleMinLow>(text).Severity);
    }

    [Fact]
    public void Reports_the_count_of_a_kustomization() => Lint.Expect<ReplicasSingle>([
        ("kustomization.yaml", "resources: [web.yaml]\nreplicas: [{ name: web, count: {|HA0101:1|} }]\n"),
        ("web.yaml", Web("replicas: 3")),
    ]);

    [Theory]
    [InlineData("replicas: 2")]
    [InlineData("replicas: 0")]
    [InlineData("replicas: ${REPLICAS}")] // unknown: stay silent
    [InlineData("replicas: 1 # set by the HPA of the platform repository")]
    [InlineData("# replicas is omitted: the HPA owns it")]
    [InlineData("# No replicas here, KEDA's ScaledObject sets them")]
    public void Is_silent_when_more_than_one_may_run(string replicas) => Lint.Expect<ReplicasSingle>(Web(replicas) + Service);

    [Theory]
    [InlineData("# the HPA is in another repository")]
    [InlineData("# replicas: the default will do")]
    public void Reports_the_default_below_other_comments(string comment) => Assert.Single(Lint.Findings<ReplicasSingle>(Web(comment)));

    [Theory]
    [InlineData("minReplicas: 2, maxReplicas: 4")]
    [InlineData("maxReplicas: 4")]
    [InlineData("minReplicas: '${MIN}', maxReplicas: 1")]
    public void Is_silent_when_an_autoscaler_may_add_more(string limits) => Lint.Expect<ReplicasSingle>(Web("") + Autoscaler(limits));

    [Theory]
    [InlineData("kind: Deployment", "kind: '${KIND}'")]
    [InlineData("kind: Deployment, name: web", "kind: Deployment, name: '${NAME}'")]
    [InlineData("metadata: { name: web }", "metadata: { name: web, namespace: '${NAMESPACE}' }")]
    public void Is_silent_when_it_may_be_what_an_autoscaler_means(string written, string instead) => Lint.Expect<ReplicasSingle>(
        Web("") + Autoscaler("minReplicas: 2, maxReplicas: 4").Replace(written, instead, StringComparison.Ordinal));

    [Fact]
    public void Is_silent_when_an_unread_template_may_be_the_autoscaler() => Lint.Expect<ReplicasSingle>(Web("") + """

        ---
        kind: HorizontalPodAutoscaler
        {{ if .Values.big }}
        spec: { maxReplicas: 4 }
        {{ end }}
        """);

    [Theory]
    [InlineData("postgres:17", "ReadWriteOnce")] // HA0703 speaks of a single writer.
    [InlineData("postgres:17", "'${MODE}'")]
    [InlineData("etcd:3.6", "ReadWriteMany")] // HA0103 speaks of a quorum.
    [InlineData("'${IMAGE}'", "ReadWriteMany")]
    public void Is_silent_when_another_rule_may_speak(string image, string accessMode) => Lint.Expect<ReplicasSingle>($$"""
        kind: StatefulSet
        metadata: { name: db }
        spec:
          replicas: 1
          template:
            spec:
              containers: [{ name: db, image: {{image}} }]
          volumeClaimTemplates:
          - spec: { accessModes: [{{accessMode}}] }
        """);

    [Theory]
    [InlineData("{ name: keys, image: 'hashicorp/vault:1.19', args: [server] }")]
    [InlineData("{ name: bus, image: 'apache/kafka:4.0.1' }")]
    [InlineData("{ name: bus, image: 'nats:2.11', args: [--config, /etc/nats/nats.conf] }")]
    public void Reports_what_votes_only_by_its_own_configuration(string container) => Lint.Expect<ReplicasSingle>(Told("{|HA0101:1|}", container));

    [Theory]
    [InlineData("{ name: bus, image: 'nats:2.11', args: [-js] }")] // HA0103 speaks of a quorum.
    [InlineData("{ name: bus, image: 'nats:2.11', args: ['${OPTIONS}'] }")] // unknown: stay silent
    [InlineData("{ name: bus, image: 'apache/kafka:4.0.1', command: ['${COMMAND}'] }")]
    [InlineData("{ name: bus, image: '${IMAGE}' }")]
    public void Is_silent_about_what_may_vote_by_what_it_is_told(string container) => Lint.Expect<ReplicasSingle>(Told("1", container));

    [Fact]
    public void Is_silent_about_one_of_several_brokers() => Lint.Expect<ReplicasSingle>(
        $"{Told("1", "{ name: bus, image: 'apache/kafka:4.0.1' }")}\n---\n{Told("1", "{ name: bus, image: 'apache/kafka:4.0.1' }", "two")}");

    private static string Told(string replicas, string container, string name = "one") => $$"""
        kind: Deployment
        metadata: { name: {{name}} }
        spec:
          replicas: {{replicas}}
          selector: { matchLabels: { app: {{name}} } }
          template:
            metadata: { labels: { app: {{name}} } }
            spec: { containers: [{{container}}] }
        """;

    [Fact]
    public void Reports_a_database_whose_data_does_not_bind_it_to_a_node() => Lint.Expect<ReplicasSingle>("""
        kind: StatefulSet
        metadata: { name: db }
        spec:
          replicas: {|HA0101:1|}
          template:
            spec:
              containers: [{ name: db, image: postgres:17 }]
          volumeClaimTemplates:
          - spec: { accessModes: [ReadWriteMany] }
        """);

    [Theory]
    [InlineData("kind: Job\nmetadata: { name: web }\nspec: { template: { spec: { containers: [{ name: web, image: web:1 }] } } }")]
    [InlineData("kind: DaemonSet\nmetadata: { name: web }\nspec: { template: { spec: { containers: [{ name: web, image: web:1 }] } } }")]
    [InlineData("kind: Pod\nmetadata: { name: web }\nspec: { containers: [{ name: web, image: web:1 }] }")]
    [InlineData("kind: CloneSet\nmetadata: { name: web }\nspec: { replicas: 1, template: { spec: { containers: [{ name: web, image: web:1 }] } } }")]
    public void Is_silent_about_what_keeps_no_number_of_equal_pods(string manifest) => Lint.Expect<ReplicasSingle>(manifest);

    [Fact]
    public void Is_silent_about_the_values_of_a_chart_that_say_what_it_makes() => Lint.Expect<ReplicasSingle>("""
        kind: Deployment
        replicaCount: 1
        image: { repository: web, tag: "1.4" }
        """);

    private static string Web(string replicas, string container = "", string kind = "Deployment") => $$"""
        kind: {{kind}}
        metadata: { name: web }
        spec:
          {{replicas}}
          template:
            metadata: { labels: { app: web } }
            spec:
              containers:
              - name: web
                image: web:1
                {{container}}
        """;

    private static string Autoscaler(string limits) => $$"""

        ---
        kind: HorizontalPodAutoscaler
        apiVersion: autoscaling/v2
        metadata: { name: web }
        spec: { scaleTargetRef: { kind: Deployment, name: web }, {{limits}} }
        """;
}
