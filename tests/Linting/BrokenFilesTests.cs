using Hale.Rules;
using Hale.Testing;

namespace Hale.Linting.Tests;

/// <summary>Manifests and configurations that are broken as people break them, from the files to the findings.</summary>
public sealed class BrokenFilesTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public void Fields_at_column_0_are_reported_there_and_read_where_they_belong()
    {
        _folder.With("web.yaml", """
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              labels:
                app: web
            name: web
            selector:
              matchLabels:
                app: web
            replicas: 3
            spec:
              template:
                metadata:
                  labels:
                    app: web
                spec:
                  containers:
                  - name: web
                    image: nginx:1.27.1
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata:
            name: shop
            spec:
            selector:
              matchLabels:
                app: shop
            replicas: 3
            template:
              metadata:
                labels:
                  app: shop
              spec:
                containers:
                - name: shop
                  image: nginx:1.27.1
            """);
        Assert.Equal(
            [
                "HA1803 web.yaml:6:1 name", "HA1803 web.yaml:7:1 selector",
                "HA1803 web.yaml:24:1 name", "HA1803 web.yaml:26:1 selector",
            ],
            Findings().Where(finding => finding.Rule.Id == "HA1803").Select(finding => $"{finding.Rule.Id} {finding.Place} {finding.Place.Text}"));
        Assert.Equal(
            ["'selector' and 1 more field stand at the root of Deployment 'web' but belong in spec", "'selector' and 2 more fields stand at the root of Deployment 'shop' but belong in spec"],
            Findings().Where(finding => finding.Place.Text == "selector").Select(finding => finding.Message));
        Assert.Equal(["web.yaml:16:5", "web.yaml:34:3"], Findings().Where(finding => finding.Rule.Id == "HA0201").Select(finding => $"{finding.Place}"));
        Assert.DoesNotContain(Findings(), finding => finding.Rule.Id is "HA0101" or "HA1302" or "HA1402" or "HA1804");
    }

    [Fact]
    public void A_flattened_object_is_reported_once()
    {
        _folder.With("pv.yaml", """
            apiVersion: v1
            kind: PersistentVolume
            metadata:
            name: local-pv
            spec:
            capacity:
            storage: 100Gi
            accessModes:
            - ReadWriteOnce
            persistentVolumeReclaimPolicy: Retain
            storageClassName: local-storage
            local:
            path: /mnt/disks/ssd1
            ---
            apiVersion: apps/v1
            kind: StatefulSet
            metadata:
            name: mysql
            spec:
            selector:
            matchLabels:
            app: mysql
            serviceName: mysql
            replicas: 3
            template:
            metadata:
            labels:
            app: mysql
            spec:
            containers:
            - name: mysql
            image: mysql:5.7
            """);
        Assert.Equal(["HA1801 pv.yaml:4:1", "HA1801 pv.yaml:18:1"], Texts().Where(text => !text.StartsWith("HA1802", StringComparison.Ordinal)));
    }

    [Fact]
    public void Mistakes_in_files_of_kubeadm_are_reported_at_their_lines()
    {
        _folder.With("one/old.yaml", """
            apiVersion: kubeadm.k8s.io/v1beta1
            kind: ClusterConfiguration
            kubernetesVersion: v1.36.0
            controlPlaneEndpoint: lb.example.com
            apiServer:
              certSANs:
              - api.example.com
            ---
            apiVersion: kubeadm.k8s.io/v1beta4
            kind: JoinConfiguration
            discovery:
              bootstrapToken:
                apiServerEndpoint: other.example.com:6443
            """)
            .With("two/none.yaml", """
            apiVersion: kubeadm.k8s.io/v1beta4
            kind: ClusterConfiguration
            kubernetesVersion: v1.36.0
            """);
        Assert.Equal(["HA1503 one/old.yaml:1:13", "HA1502 one/old.yaml:4:23", "HA1502 one/old.yaml:13:24", "HA1501 two/none.yaml:2:1"], Texts());
    }

    [Fact]
    public void Mistakes_in_load_balancers_are_reported_at_their_lines()
    {
        _folder.With("k1/keepalived.conf", """
            vrrp_script chk {
              script "curl -sfk https://localhost:6443/healthz"
              interval 3
              weight -2
            }
            vrrp_instance VI_1 {
              state MASTER
              interface eth0
              virtual_router_id 51
              priority 250
              authentication {
                auth_type PASS
                auth_pass k8s-h4-x
              }
              virtual_ipaddress {
                192.168.8.210
              }
              track_script { chk }
            }
            """)
            .With("k2/keepalived.conf", """
            vrrp_script chk {
              script "curl -sfk https://localhost:6443/healthz"
              interval 3
              weight -2
            }
            vrrp_instance VI_1 {
              state slave
              interface eth0
              virtual_router_id 51
              priority 247
              authentication {
                auth_type PASS
                auth_pass k8s-h4-x
              }
              virtual_ipaddress {
                192.168.8.210
              }
              track_script { chk }
            }
            """)
            .With("haproxy.cfg", """
            defaults
              mode tcp
              timeout client 1h
              timeout server 1h
            listen stats
              mode http
              bind *:9000
              stats enable
              stats auth admin:Kq7mW2xZ
            frontend k8s
              bind *:8443
              default_backend k8s-api
            backend k8s-api
              option tcp-check
              server m1 192.168.8.207:6443 check
              server m2 192.168.8.208:6443 check
            """);
        Assert.Equal(
            [
                "HA1513 haproxy.cfg:9:14", "HA1512 haproxy.cfg:15:32", "HA1510 k1/keepalived.conf:4:10", "HA1509 k1/keepalived.conf:9:21", "HA1513 k1/keepalived.conf:13:15",
                "HA1509 k2/keepalived.conf:7:9", "HA1509 k2/keepalived.conf:9:21", "HA1513 k2/keepalived.conf:13:15",
            ],
            Texts());
    }

    [Fact]
    public void Nodes_of_one_router_are_compared()
    {
        const string Node = "vrrp_instance VI_1 {\n  state MASTER\n  virtual_router_id 60\n  priority 101\n  advert_int 1\n  virtual_ipaddress {\n    192.168.8.210\n  }\n}\n";
        _folder.With("k1/keepalived.conf", Node)
            .With("k2/keepalived.conf", Node.Replace("advert_int 1", "advert_int 2", StringComparison.Ordinal))
            .With("k3/keepalived.conf", Node.Replace("MASTER", "BACKUP", StringComparison.Ordinal).Replace("101", "100", StringComparison.Ordinal).Replace("    192", "    192.168.8.211\n    192", StringComparison.Ordinal));
        Assert.Equal(
            ["HA1509 k2/keepalived.conf:2:9", "HA1509 k2/keepalived.conf:4:12", "HA1509 k2/keepalived.conf:5:14", "HA1509 k3/keepalived.conf:5:14", "HA1509 k3/keepalived.conf:6:3"],
            Texts());
    }

    [Theory]
    [InlineData(2, 1, 4, "HA1602 ops.yaml:4:19", "HA1601 ops.yaml:9:19", "HA1602 ops.yaml:14:18")]
    [InlineData(3, 3, 3)]
    public void Too_few_and_even_members_of_operators_are_reported(int mySql, int postgres, int rabbit, params string[] expected)
    {
        _folder.With("ops.yaml", $$"""
            apiVersion: mysql.oracle.com/v2
            kind: InnoDBCluster
            metadata: { name: a }
            spec: {instances: {{mySql}}, router: { instances: 2 } }
            ---
            apiVersion: postgresql.cnpg.io/v1
            kind: Cluster
            metadata: { name: b }
            spec: {instances: {{postgres}} }
            ---
            apiVersion: rabbitmq.com/v1beta1
            kind: RabbitmqCluster
            metadata: { name: c }
            spec: {replicas: {{rabbit}} }
            """);
        Assert.Equal(expected, Texts());
    }

    [Fact]
    public void Configurations_of_other_programs_give_nothing()
    {
        var random = new byte[3000];
        new Random(1).NextBytes(random);
        _folder.With("nginx.conf", "http {\n  upstream backend { server 192.0.2.1; }\n  server { listen 80; }\n}\n")
            .With("sshd_config.conf", "Port 22\nMatch User a\n  PermitRootLogin no\n")
            .With("my.conf", "[mysqld]\nserver-id = 1\nbind-address = 0.0.0.0\n")
            .With("setup.cfg", "[metadata]\nname = x\n[options]\npackages = find:\n")
            .With("redis.conf", "bind 127.0.0.1\nport 6379\nrequirepass foobared\n")
            .With("hosts", "[masters]\nm1 ansible_host=192.0.2.1\n")
            .With("binary.cfg", random)
            .With("list.yaml", "apiVersion: v1\nkind: List\nitems: []\n");
        Assert.Empty(Findings());
    }

    [Fact]
    public void Scripts_join_through_the_endpoint_and_leave_its_name_alone()
    {
        _folder.With("cluster.yaml", "apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\ncontrolPlaneEndpoint: lb.example.com:6443\n")
            .With("first.sh", "kubeadm init --config cluster.yaml --apiserver-advertise-address 192.168.8.207\n")
            .With("join.sh", "echo '192.168.8.207 lb.example.com' >> /etc/hosts\nkubeadm join lb.example.com:6443 --config a\nkubeadm join api.example.org:6443 --config a\n");
        Assert.Equal(["HA1502 cluster.yaml:3:23", "HA1406 join.sh:1:7", "HA1502 join.sh:3:14"], Texts());
    }

    public void Dispose() => _folder.Dispose();

    private IReadOnlyList<Finding> Findings() =>
        Linter.Run(new LintOptions { WorkingDirectory = _folder.Path, Selection = new RuleSelection { Preset = Preset.All } }, () => Stream.Null).Findings;

    private IEnumerable<string> Texts() => Findings().Select(finding => $"{finding.Rule.Id} {finding.Place}");
}
