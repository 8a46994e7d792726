using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>Tells from a container's command line whether it starts the image's server or a client of it.</summary>
internal static class ServerCommand
{
    private static readonly HashSet<string> Clients = new(
        [
            "sleep", "tail", "cat", "echo", "mysql", "mysqladmin", "mysqldump", "mariadb", "mariadb-dump", "psql", "pg_dump", "pg_dumpall",
            "pg_isready", "pg_restore", "pgbench", "mongo", "mongos", "mongosh", "mongodump", "mongorestore", "redis-cli", "redis-benchmark", "etcdctl",
            "cqlsh", "nodetool", "rabbitmqadmin", "influx", "mc", "curl", "wget", "mysqlslap", "sysbench", "clickhouse-client",
            "kafka-producer-perf-test", "kafka-producer-perf-test.sh", "kafka-console-producer.sh", "kafka-console-consumer.sh",
            "kafka-topics.sh", "kafka-console-producer", "kafka-console-consumer", "kafka-topics", "redis-sentinel",
        ],
        StringComparer.Ordinal);

    // What the images of Bitnami start, and their charts write out: https://github.com/bitnami/containers
    private static readonly Pattern Bitnami = new(@"(^|\s)/opt/bitnami/scripts/[\w-]+/run\.sh(\s|$)");

    /// <summary>Whether the server runs.</summary>
    /// <param name="words">Command and arguments; at least one.</param>
    /// <param name="hasCommand">Whether the image's entry point is replaced, and not only given arguments.</param>
    /// <param name="product">The image's product.</param>
    public static Truth Check(IReadOnlyList<string> words, bool hasCommand, KnownImage? product)
    {
        if (words.Count == 0)
            return Truth.True;
        if (product is not null && words.Any(word => Bitnami.IsMatch(word)))
            return Truth.True;
        if (product is not null && ProgramsOf(words).SelectMany(programs => programs).Any(product.Servers.Contains))
            return Truth.True;
        if (IsClient(words))
            return Truth.False;
        return hasCommand || words[0].EndsWith(".sh", StringComparison.Ordinal) ? Truth.Unknown : Truth.True;
    }

    /// <summary>Whether all that runs in the end is a client, or nothing but waiting: the container serves nobody.</summary>
    public static bool IsClient(IReadOnlyList<string> words) => words.Count > 0 && ProgramsOf(words).LastOrDefault() is { } last && Clients.Contains(last[0]);

    // The program itself, or for a shell each command of the script, because a script may do much before it starts the
    // server; of each command the word after the program too, which a wrapper such as gosu starts.
    private static IEnumerable<List<string>> ProgramsOf(IReadOnlyList<string> words)
    {
        var program = ShellCommand.BaseName(words[0]);
        if (!ShellScript.IsShell(program))
            return [[program]];
        var script = string.Join("\n", words.Skip(1).Where(word => !word.StartsWith("-", StringComparison.Ordinal)));
        return from command in script.Split(['\n', ';', '&', '|'], StringSplitOptions.RemoveEmptyEntries)
            let programs = command.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries).Where(word => word is not "exec").Take(2).Select(ShellCommand.BaseName).ToList()
            where programs.Count > 0
            select programs;
    }
}
