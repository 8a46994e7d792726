// One MariaDB on a public cloud, as a first draft, built in C#: compare samples/mariadb/naive.
using k8s;
using k8s.Models;

namespace Samples.Naive;

public class MariaDb(IKubernetes cluster)
{
    private const string Namespace = "wordpress";
    private const string RootPassword = "123456";

    private static readonly Dictionary<string, string> Labels = new() { ["app"] = "mariadb" };

    public async Task Install(string diskSize)
    {
        await cluster.StorageV1.CreateStorageClassAsync(new V1StorageClass
        {
            Metadata = new V1ObjectMeta { Name = "cloud-disk" },
            Provisioner = "com.tencent.cloud.csi.cbs",
        });
        await cluster.CoreV1.CreateNamespacedPersistentVolumeClaimAsync(Claim(diskSize), Namespace);
        await cluster.AppsV1.CreateNamespacedDeploymentAsync(Database(), Namespace);
        await cluster.CoreV1.CreateNamespacedServiceAsync(Service(), Namespace);
    }

    private static V1PersistentVolumeClaim Claim(string size) => new()
    {
        Metadata = new V1ObjectMeta { Name = "mariadb-data" },
        Spec = new V1PersistentVolumeClaimSpec
        {
            StorageClassName = "cloud-disk",
            AccessModes = ["ReadWriteOnce"],
            Resources = new V1VolumeResourceRequirements
            {
                Requests = new Dictionary<string, ResourceQuantity> { ["storage"] = new ResourceQuantity(size) },
            },
        },
    };

    private static V1Deployment Database()
    {
        var container = new V1Container
        {
            Name = "mariadb",
            Image = "mariadb",
            Env = [new V1EnvVar { Name = "MYSQL_ROOT_PASSWORD", Value = RootPassword }],
            Ports = [new V1ContainerPort { ContainerPort = 3306 }],
        };
        container.VolumeMounts = [new V1VolumeMount { Name = "data", MountPath = "/var/lib/mysql" }];

        return new V1Deployment
        {
            Metadata = new V1ObjectMeta { Name = "mariadb" },
            Spec = new V1DeploymentSpec
            {
                Replicas = 1,
                Selector = new V1LabelSelector { MatchLabels = Labels },
                Template = new V1PodTemplateSpec
                {
                    Metadata = new V1ObjectMeta { Labels = Labels },
                    Spec = new V1PodSpec
                    {
                        Containers = [container],
                        Volumes =
                        [
                            new V1Volume
                            {
                                Name = "data",
                                PersistentVolumeClaim = new V1PersistentVolumeClaimVolumeSource { ClaimName = "mariadb-data" },
                            },
                        ],
                    },
                },
            },
        };
    }

    private static V1Service Service() => new()
    {
        Metadata = new V1ObjectMeta { Name = "mariadb" },
        Spec = new V1ServiceSpec
        {
            Type = "LoadBalancer",
            Selector = Labels,
            Ports = [new V1ServicePort { Port = 3306 }],
        },
    };
}
