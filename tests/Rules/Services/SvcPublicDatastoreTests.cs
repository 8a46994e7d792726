using Hale.Rules.Services;
using Hale.Testing;

namespace Hale.Rules.Tests.Services;

public sealed class SvcPublicDatastoreTests
{
    private const string Postgres = "ports: [{ port: 5432 }]";

    [Fact]
    public void Reports_a_port_of_a_database()
    {
        Lint.Expect<SvcPublicDatastore>(Service("{|HA0903:LoadBalancer|}", Postgres));
        var finding = Lint.One<SvcPublicDatastore>(Service("LoadBalancer", Postgres));
        Assert.Equal(Severity.Error, finding.Severity);
        Assert.Equal("Service 'accounts' opens PostgreSQL through a load balancer that is neither internal nor limited to source ranges", finding.Message);
        Assert.Equal("5432", Assert.Single(finding.Related).Place.Text);
    }

    [Fact]
    public void Reports_a_database_behind_any_port()
    {
        var finding = Lint.One<SvcPublicDatastore>(Service("LoadBalancer", "selector: { app: accounts }\n  ports: [{ port: 80, targetPort: 5432 }]") + Deployment("postgres:17"));
        Assert.Equal(Severity.Error, finding.Severity);
        Assert.Equal("postgres:17", Assert.Single(finding.Related).Place.Text);
    }

    [Theory]
    [InlineData("ClusterIP")]
    [InlineData("NodePort")]
    [InlineData("${TYPE}")] // unknown: stay silent
    public void Is_silent_without_a_load_balancer(string type) => Lint.Expect<SvcPublicDatastore>(Service(type, Postgres));

    [Theory]
    [InlineData("service.kubernetes.io/qcloud-loadbalancer-internal-subnetid: subnet-1")]
    [InlineData("service.beta.kubernetes.io/alibaba-cloud-loadbalancer-address-type: intranet")]
    [InlineData("service.beta.kubernetes.io/alicloud-loadbalancer-address-type: intranet")]
    [InlineData("load-balancer.hetzner.cloud/disable-public-network: 'true'")]
    [InlineData("kubernetes.io/elb.id: 3c7caa5a")]
    [InlineData("""kubernetes.io/elb.autocreate: '{"type":"inner"}'""")]
    [InlineData("service.beta.kubernetes.io/aws-load-balancer-internal: 'true'")]
    [InlineData("service.beta.kubernetes.io/aws-load-balancer-internal: 0.0.0.0/0")]
    [InlineData("service.beta.kubernetes.io/aws-load-balancer-scheme: internal")]
    [InlineData("service.beta.kubernetes.io/aws-load-balancer-type: external")] // AWS' own controller: internal by default
    [InlineData("service.beta.kubernetes.io/aws-load-balancer-type: nlb-ip")]
    [InlineData("networking.gke.io/load-balancer-type: Internal")]
    [InlineData("cloud.google.com/load-balancer-type: Internal")]
    [InlineData("service.beta.kubernetes.io/azure-load-balancer-internal: 'true'")]
    [InlineData("service.beta.kubernetes.io/oci-load-balancer-internal: 'true'")]
    [InlineData("service.kubernetes.io/ibm-load-balancer-cloud-provider-ip-type: private")]
    [InlineData("service.beta.kubernetes.io/openstack-internal-load-balancer: 'true'")]
    [InlineData("service.beta.kubernetes.io/cce-load-balancer-internal-vpc: 'true'")]
    [InlineData("service.beta.kubernetes.io/do-loadbalancer-network: INTERNAL")]
    [InlineData("service.beta.kubernetes.io/load-balancer-source-ranges: 203.0.113.0/24")]
    [InlineData("service.beta.kubernetes.io/ucloud-load-balancer-type: inner")]
    [InlineData("service.kubernetes.io/tke-existed-lbid: lb-6swt1a2b")] // of either kind
    [InlineData("service.beta.kubernetes.io/alibaba-cloud-loadbalancer-id: lb-1")] // of either kind
    [InlineData("service.beta.kubernetes.io/scw-loadbalancer-private: 'true'")] // a cloud that Hale does not know
    public void Is_silent_about_an_internal_load_balancer(string annotation) => Lint.Expect<SvcPublicDatastore>(Service("LoadBalancer", Postgres, annotation));

    [Theory]
    [InlineData("networking.gke.io/load-balancer-type: <TYPE>")]
    [InlineData("networking.gke.io/load-balancer-type: '${TYPE}'")]
    [InlineData("service.kubernetes.io/qcloud-loadbalancer-internal-subnetid: <SUBNET-ID>")]
    [InlineData("service.beta.kubernetes.io/azure-load-balancer-internal: '{{ .Values.internal }}'")]
    [InlineData("example.com/any: '${ANY}'")]
    [InlineData("metallb.universe.tf/loadBalancerIPs: '${IP}'")]
    public void Is_silent_about_an_annotation_that_is_still_to_be_filled_in(string annotation) =>
        Lint.Expect<SvcPublicDatastore>(Service("LoadBalancer", Postgres, annotation));

    [Fact]
    public void Is_silent_when_the_annotations_cannot_be_seen() =>
        Lint.Expect<SvcPublicDatastore>(Service("LoadBalancer", Postgres).Replace("annotations: {  }", "annotations: '${ANNOTATIONS}'", StringComparison.Ordinal));

    [Theory]
    [InlineData("service.kubernetes.io/qcloud-loadbalancer-internal-subnetid: ''")]
    [InlineData("service.beta.kubernetes.io/alibaba-cloud-loadbalancer-address-type: internet")]
    [InlineData("service.beta.kubernetes.io/ucloud-load-balancer-type: outer")]
    [InlineData("""kubernetes.io/elb.autocreate: '{"type":"public"}'""")]
    [InlineData("service.beta.kubernetes.io/aws-load-balancer-internal: 'false'")]
    [InlineData("service.beta.kubernetes.io/aws-load-balancer-scheme: internet-facing")]
    [InlineData("service.beta.kubernetes.io/aws-load-balancer-type: nlb")]
    [InlineData("service.beta.kubernetes.io/aws-load-balancer-type: external, service.beta.kubernetes.io/aws-load-balancer-scheme: internet-facing")]
    [InlineData("service.beta.kubernetes.io/aws-load-balancer-type: external, service.beta.kubernetes.io/aws-load-balancer-internal: 'false'")]
    [InlineData("service.beta.kubernetes.io/load-balancer-source-ranges: 0.0.0.0/0")]
    [InlineData("prometheus.io/scrape: 'true'")]
    public void Reports_an_annotation_that_keeps_nobody_out(string annotation) =>
        Lint.Expect<SvcPublicDatastore>(Service("{|HA0903:LoadBalancer|}", Postgres, annotation));

    [Theory]
    [InlineData("loadBalancerSourceRanges: [203.0.113.0/24]")]
    [InlineData("loadBalancerSourceRanges: ['${OFFICE}']")] // unknown: stay silent
    [InlineData("loadBalancerSourceRanges: ${RANGES}")] // unknown: stay silent
    [InlineData("loadBalancerClass: service.k8s.aws/nlb")]
    [InlineData("loadBalancerClass: networking.gke.io/l4-regional-internal")]
    [InlineData("loadBalancerClass: example.com/unheard-of")]
    [InlineData("loadBalancerClass: ${CLASS}")] // unknown: stay silent
    [InlineData("loadBalancerIP: 10.1.2.3")]
    [InlineData("loadBalancerIP: 172.31.2.3")]
    [InlineData("loadBalancerIP: 192.168.2.3")]
    [InlineData("loadBalancerIP: ${IP}")] // unknown: stay silent
    public void Is_silent_when_the_public_is_kept_out_otherwise(string field) => Lint.Expect<SvcPublicDatastore>(Service("LoadBalancer", $"{field}\n  {Postgres}"));

    [Theory]
    [InlineData("lbipam.cilium.io/ips: 10.1.2.3")]
    [InlineData("metallb.io/loadBalancerIPs: '192.168.2.3, 172.16.2.3'")]
    public void Is_silent_when_an_annotation_asks_for_a_private_address(string annotation) => Lint.Expect<SvcPublicDatastore>(Service("LoadBalancer", Postgres, annotation));

    [Theory]
    [InlineData("loadBalancerSourceRanges: []")]
    [InlineData("loadBalancerSourceRanges: [203.0.113.0/24, 0.0.0.0/0]")]
    [InlineData("loadBalancerClass: networking.gke.io/l4-regional-external")]
    [InlineData("loadBalancerIP: 203.0.113.7")]
    [InlineData("loadBalancerIP: 172.32.2.3")]
    public void Reports_fields_that_keep_nobody_out(string field) =>
        Lint.Expect<SvcPublicDatastore>(Service("{|HA0903:LoadBalancer|}", $"{field}\n  {Postgres}"));

    [Theory]
    [InlineData("", "metallb.universe.tf/address-pool: office", "")]
    [InlineData("", "kube-vip.io/loadbalancerIPs: 203.0.113.7", "")]
    [InlineData("", "lb.kubesphere.io/v1alpha1: openelb", "")]
    [InlineData("", "", "{ apiVersion: purelb.io/v1, kind: ServiceGroup, metadata: { name: office } }")]
    [InlineData("", "metallb.io/loadBalancerIPs: '192.168.2.3,203.0.113.7'", "")]
    [InlineData("loadBalancerClass: kube-vip.io/kube-vip-class", "", "")]
    [InlineData("loadBalancerClass: io.cilium/l2-announcer", "", "")]
    [InlineData("", "", "{ apiVersion: metallb.io/v1beta1, kind: IPAddressPool, metadata: { name: office } }")]
    [InlineData("", "", "{ apiVersion: '${API}', kind: '${KIND}', metadata: { name: office } }")]
    [InlineData("", "", "{ apiVersion: v1, kind: Pod, metadata: { name: vip }, spec: { containers: [{ name: vip, image: 'ghcr.io/kube-vip/kube-vip:v0.8' }] } }")]
    public void Only_notes_a_load_balancer_that_may_be_on_bare_metal(string field, string annotation, string other) =>
        Assert.Equal(Severity.Note, Lint.One<SvcPublicDatastore>($"{Service("LoadBalancer", $"{field}\n  {Postgres}", annotation)}\n---\n{other}").Severity);

    [Theory]
    [InlineData("ports: [{ port: 80 }, { port: 443 }]")]
    [InlineData("ports: [{ port: 8080 }, { port: 15021 }]")]
    [InlineData("ports: [{ port: 443 }, { port: '${PORT}' }]")] // unknown: stay silent
    [InlineData("ports: ${PORTS}")] // unknown: stay silent
    [InlineData("type: LoadBalancer")]
    public void Is_silent_about_the_ports_of_a_gateway(string ports) => Lint.Expect<SvcPublicDatastore>(Service("LoadBalancer", ports));

    [Fact]
    public void Is_silent_about_a_job() => Lint.Expect<SvcPublicDatastore>(
        Service("LoadBalancer", "selector: { app: accounts }\n  ports: [{ port: 80 }]")
        + Deployment("postgres:17").Replace("apps/v1", "batch/v1", StringComparison.Ordinal).Replace("kind: Deployment", "kind: Job", StringComparison.Ordinal));

    [Fact]
    public void Only_notes_another_port()
    {
        var finding = Lint.One<SvcPublicDatastore>(Service("LoadBalancer", "ports: [{ port: 443 }, { port: 7000 }]"));
        Assert.Equal(Severity.Note, finding.Severity);
        Assert.Equal("Service 'accounts' opens port 7000 through a load balancer that is neither internal nor limited to source ranges", finding.Message);
    }

    [Theory]
    [InlineData("registry.example/report:1", "")]
    [InlineData("${IMAGE}", "")] // unknown: stay silent
    [InlineData("postgres:17", "command: [sleep, infinity]")] // a client
    public void Is_silent_about_the_web_in_front_of_what_is_not_known_to_be_a_database(string image, string command) => Lint.Expect<SvcPublicDatastore>(
        Service("LoadBalancer", "selector: { app: accounts }\n  ports: [{ port: 80 }]") + Deployment(image, command));

    [Fact]
    public void Is_silent_about_a_database_beside_the_container_that_is_reached() => Lint.Expect<SvcPublicDatastore>(
        Service("LoadBalancer", "selector: { app: accounts }\n  ports: [{ port: 80, targetPort: web }]") + Deployment("postgres:17") + """

              - { name: web, image: 'web:1', ports: [{ name: web, containerPort: 8080 }] }
        """);

    private static string Service(string type, string spec, string annotation = "") => $$"""
        apiVersion: v1
        kind: Service
        metadata: { name: accounts, annotations: { {{annotation}} } }
        spec:
          type: {{type}}
          {{spec}}
        """;

    private static string Deployment(string image, string command = "") => $$"""

        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: accounts }
        spec:
          selector: { matchLabels: { app: accounts } }
          template:
            metadata: { labels: { app: accounts } }
            spec:
              containers:
              - name: accounts
                image: {{image}}
                {{command}}
        """;
}
