using Hale.Rules.Model;

namespace Hale.Rules.Tests.Model;

public sealed class KnownImagesTests
{
    [Theory]
    [InlineData("mysql", "MySQL")]
    [InlineData("bitnamilegacy/mariadb-galera", "MariaDB Galera")]
    [InlineData("registry.example.com/mirror/docker/library/postgres", "PostgreSQL")]
    [InlineData("mcr.microsoft.com/mssql/server", "SQL Server")]
    [InlineData("timescale/timescaledb-ha", "PostgreSQL")]
    [InlineData("patroni", "PostgreSQL")]
    [InlineData("percona/percona-server-mongodb", "MongoDB")]
    [InlineData("rancher/mirrored-coreos-etcd", "etcd")]
    [InlineData("rancher/mirrored-library-redis", "Redis")]
    [InlineData("ghcr.io/zalando/spilo-16", "PostgreSQL")]
    [InlineData("quay.io/sclorg/postgresql-15-c9s", "PostgreSQL")]
    [InlineData("centos/mysql-57-centos7", "MySQL")]
    [InlineData("registry.redhat.io/rhel8/mariadb-105", "MariaDB")]
    [InlineData("example/postgres-12-alpine", "PostgreSQL")]
    [InlineData("k8s.gcr.io/etcd-amd64", "etcd")]
    [InlineData("gcr.io/google_samples/k8szk", "ZooKeeper")]
    [InlineData("example/zookeeper-arm64", "ZooKeeper")]
    [InlineData("opensearchproject/opensearch", "OpenSearch")]
    [InlineData("valkey/valkey", "Valkey")]
    [InlineData("scylladb/scylla", "ScyllaDB")]
    public void Knows_a_product_by_its_image(string repository, string product) => Assert.Equal(product, KnownImages.Find(repository)?.Name);

    [Theory]
    [InlineData("example/mysql-operator")]
    [InlineData("example/redis-exporter")]
    [InlineData("example/postgres-15-backup")]
    [InlineData("example/mysql-8-client")]
    [InlineData("example/redis-commander-1")]
    [InlineData("example/mirrored-coreos-etcd")]
    [InlineData("rancher/mirrored-coreos-etcd-exporter")]
    [InlineData("example/server")]
    public void Knows_no_product_by_a_part_of_the_name(string repository) => Assert.Null(KnownImages.Find(repository));

    [Fact]
    public void Does_not_know_where_an_image_with_the_version_in_its_name_keeps_the_data()
    {
        Assert.Equal("/var/lib/mysql", KnownImages.Find("mysql")?.DataDirectoryOf("8.4"));
        Assert.Equal("", KnownImages.Find("sclorg/mysql-84-c9s")?.DataDirectoryOf("latest"));
    }
}
