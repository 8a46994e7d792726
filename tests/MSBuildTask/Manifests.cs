namespace Hale.MSBuildTask.Tests;

internal static class Manifests
{
    /// <summary>One finding: HA1201, an error, at (14,18,14,28).</summary>
    public const string MariaDb = """
        apiVersion: batch/v1
        kind: Job
        metadata: { name: mariadb-dump }
        spec:
          template:
            spec:
              restartPolicy: OnFailure
              containers:
              - name: dump
                image: mariadb:11.8.3
                resources: { requests: { cpu: 1, memory: 1Gi }, limits: { memory: 1Gi } }
                env:
                - name: MARIADB_ROOT_PASSWORD
                  value: "kq81f2zz"
        """;

    /// <summary>Where its finding is, as a build shows it.</summary>
    public const string Place = "(14,18,14,28)";

    /// <summary>The same without it; in the preset 'all' with HA1401, a note.</summary>
    public static string Mended { get; } = MariaDb.Replace("value: \"kq81f2zz\"", "valueFrom: { secretKeyRef: { name: mariadb, key: password } }", StringComparison.Ordinal);
}
