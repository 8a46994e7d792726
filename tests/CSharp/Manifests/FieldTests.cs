namespace Hale.CSharp.Tests.Manifests;

/// <summary>A compiler has checked the fields of typed objects: what the schema does not know is newer than it.</summary>
public sealed class FieldTests
{
    [Fact]
    public void A_field_that_the_schema_does_not_have_is_no_mistake() => Assert.DoesNotContain(Builders.Findings("""
        namespace k8s.Models
        {
            [KubernetesEntity(Group = "", Kind = "ConfigMap", ApiVersion = "v1", PluralName = "configmaps")]
            public class V1NewConfigMap
            {
                public V1ObjectMeta Metadata { get; set; }
                public string Replicas { get; set; }
                public string Containers { get; set; }
                public string NodeName { get; set; }
                public byte[] Immutable { get; set; }
            }

            class Factory
            {
                V1NewConfigMap Settings() => new()
                {
                    Metadata = new() { Name = "settings" },
                    Replicas = "3",
                    Containers = "none",
                    NodeName = "any",
                    Immutable = [1],
                };

                V1NewConfigMap Nameless() => new() { Metadata = null, Replicas = "3", Containers = "none", NodeName = "any" };
            }
        }
        """), finding => finding.Rule.Category == "HA18" && finding.Rule.Id != "HA1804");

    [Fact]
    public void A_field_that_was_forgotten_is_one() => Builders.Expect("HA1804", """
        class Factory
        {
            V1StorageClass Storage() => new {|HA1804:V1StorageClass|} { Metadata = new() { Name = "fast" } };
        }
        """);

    [Fact]
    public void So_is_text_that_is_no_quantity() => Builders.Expect("HA1805", """
        class Factory
        {
            V1ResourceQuota Quota() => new()
            {
                Metadata = new() { Name = "team" },
                Spec = new() { Hard = new Dictionary<string, ResourceQuantity> { ["requests.memory"] = {|HA1805:new("10GB")|} } },
            };
        }
        """);

    [Fact]
    public void A_text_with_holes_is_filled_when_it_runs() => Assert.Empty(Builders.Findings("""
        class Factory
        {
            // A script may say ${NAME}.
            V1StorageClass Storage(string name) => new()
            {
                Metadata = new() { Name = $"storage-{name}" },
                Provisioner = "ebs.csi.aws.com",
                VolumeBindingMode = "WaitForFirstConsumer",
                ReclaimPolicy = "Retain",
                AllowVolumeExpansion = true,
            };
        }
        """));
}
