using System.Text.RegularExpressions;
using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Secrets;

/// <summary>A password in the middle of a text.</summary>
/// <param name="Sign">What stands before it, such as <c>--db-password</c>.</param>
/// <param name="Node">The text.</param>
/// <param name="Place">Where it stands, with its sign.</param>
internal sealed record FoundPassword(string Sign, Node Node, Place Place);

/// <summary>Finds passwords in command lines, scripts and configuration.</summary>
internal static class PasswordFinder
{
    private const string Quoted = "\"[^\"\n]*\"|'[^'\n]*'";
    private const string Value = $"""(?<value>{Quoted}|[^\s;|&"',)]+)""";

    private static readonly Pattern Option = Of(
        $"""(?<![^\s"'(])(?<sign>--?[a-z0-9_.-]*pass(word|wd)?)(=|(?<gap>[ \t]+)){Value}""", RegexOptions.IgnoreCase);

    // Without a value, or with a space before it, MySQL's -p only asks for the password
    // (https://dev.mysql.com/doc/refman/8.4/en/command-line-options.html).
    private static readonly Pattern ShortOption = Of($"""(?<=\s)(?<sign>-p){Value}""");
    private static readonly Pattern MysqlClient = Of(
        """(^|[\s"'])(/[\w./-]*bin/)?(mysql|mysqladmin|mysqldump|mariadb|mariadb-admin|mariadb-dump)\s""");

    // https://redis.io/docs/latest/develop/tools/cli/#host-port-password-and-database
    private static readonly Pattern RedisOption = Of($"""(?<=\s)(?<sign>-a)[ \t]+{Value}""");
    private static readonly Pattern RedisClient = Of("""(^|[\s"'])(/[\w./-]*bin/)?(redis|valkey)-cli\s""");

    // https://curl.se/docs/manpage.html#-u
    private static readonly Pattern UserOption = Of("""(?<=\s)(?<sign>-[a-zA-Z]*u|--user)(=|[ \t]*)["']?(?<user>(?!-)[^\s:"']*):(?<value>[^\s"']+)""");
    private static readonly Pattern HttpClient = Of("""(^|[\s"'(])(/[\w./-]*bin/)?curl\s""");

    // What a script sets for itself, or for the program that it starts. Lower-case letters are for what is computed, and a PASS may
    // be a turn or a test that went well.
    private static readonly Pattern Assignment = Of(
        $"""(?<![\w.$/-])(?<sign>[A-Z0-9_]*PASS(WORD|WD)|([A-Z0-9_]+_)?({string.Join("|", CredentialNames.Owners)})_PASS|MYSQL_PWD)={Value}""");

    // A digest behind a tag is no host behind a password: docker://alpine:3.20@sha256:...
    private static readonly Pattern Url = Of(
        """\b(?<sign>[a-z][a-z0-9+.-]{0,30}://)(?<user>[^\s/:@"']*):(?<value>[^\s/@"']+)@(?!sha\d)""", RegexOptions.IgnoreCase);

    // What Go's driver for MySQL takes (https://github.com/go-sql-driver/mysql#dsn-data-source-name).
    private static readonly Pattern GoAddress = Of("""(?<![\w.:/-])(?<sign>(?<user>[\w.-]{1,80}):)(?<value>[^\s/@"']+)@tcp\(""");

    // https://mariadb.com/docs/galera-cluster/reference/galera-cluster-system-variables#wsrep_sst_auth
    private static readonly Pattern StateTransfer = Of("""^[ \t]*(?<sign>wsrep[_-]sst[_-]auth)[ \t]*=[ \t]*["']?[^\s:"']+:(?<value>[^\s"']+)""");

    // https://redis.io/docs/latest/operate/oss_and_stack/management/config-file/
    private static readonly Pattern Redis = Of("""^[ \t]*(?<sign>requirepass|masterauth|sentinel[ \t]+auth-pass[ \t]+\S+)[ \t]+["']?(?<value>[^\s"'#]+)""", RegexOptions.IgnoreCase);

    // What drivers take as one text of settings, behind another one
    // (https://learn.microsoft.com/sql/connect/ado-net/connection-string-syntax, https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING).
    private static readonly Pattern Connection = Of(
        $"""(?<=\S[?&]|(=|://)[^;=\n]*;[ \t]*|\buser(name)?[ \t]*=[ \t]*\S+[ \t]+)(?<sign>password|passwd|pwd)[ \t]*=[ \t]*(?<value>{Quoted}|[^\s;&"']+)""", RegexOptions.IgnoreCase);

    // What a database is told when it is set up (https://dev.mysql.com/doc/refman/8.4/en/create-user.html,
    // https://www.postgresql.org/docs/current/sql-createrole.html). 'BY PASSWORD' has a hash behind it.
    private static readonly Pattern Sql = Of(
        """^(?![ \t]*--).*?\b((?<sign>IDENTIFIED\s+(WITH\s+\S+\s+)?BY)|(USER|ROLE)\s+\S+\s([^;\n]{0,200}\s)?(?<sign>PASSWORD))\s+(?<value>'[^'\n]+'|"[^"\n]+")""",
        RegexOptions.IgnoreCase);

    private static readonly Pattern ExampleUser = Of("^(user|username|usr|login)$", RegexOptions.IgnoreCase);
    private static readonly Pattern ExamplePassword = Of("^(pass|passwd|password|pwd|pw)$", RegexOptions.IgnoreCase);

    // Not 'passwd', which in nsswitch.conf is a database of users.
    private static readonly Pattern Setting = Of(
        """^[ \t]*(-[ \t]+|export[ \t]+)?["']?(?<sign>[a-z0-9_.-]*pass(word)?)["']?[ \t]*[=:][ \t]*"""
        + $"""(?<value>{Quoted}|[^\s"',;]+),?;?[ \t\r]*(#.*)?$""",
        RegexOptions.IgnoreCase);

    // Options and variables that ask for a password, or say what to do without one.
    private static readonly Pattern Switch = Of("^(--?)?(allow|ask|change|disable|enable|no|prompt|require|reset|show|skip|use)[_-]", RegexOptions.IgnoreCase);

    // What protects the certificates that Java brings along, which everybody has (https://docs.oracle.com/en/java/javase/21/docs/specs/man/keytool.html).
    private const string PublicPassword = "changeit";

    // What a page calls the field for the password, or says about it.
    private static readonly Pattern Label = Of("(^|[._-])(errors?|fields?|hints?|labels?|messages?|placeholders?|titles?|tooltips?)[._-]pass(word)?$", RegexOptions.IgnoreCase);

    // Clients whose --password takes a value only behind '=', so that what follows a space is something else; and what only
    // talks about options.
    private static readonly Pattern OtherUse = Of(
        @"(^|[\s/])(mysql\w*|mariadb[\w-]*|psql|pg_\w+|createdb|createuser|dropdb|dropuser|vacuumdb|reindexdb|echo|printf)\s");

    private static readonly string[] ScriptEndings = [".sh", ".bash"];
    private static readonly string[] CodeEndings = [".go", ".html", ".java", ".js", ".lua", ".md", ".php", ".py", ".rb", ".ts"];

    // What makes a text an expression, a placeholder or a reference, at least in part.
    private static readonly char[] ExpressionMarks = ['$', '`', '{', '}', '<', '>', '(', ')', '[', ']', PartialNode.Hole];
    private static readonly char[] SeparatorMarks = ['@', '='];
    private const string ExpressionStarts = "*&!|%";

    /// <summary>The passwords in a command line.</summary>
    /// <param name="words">Its words, any of which may be a whole script.</param>
    public static IEnumerable<FoundPassword> InCommand(IEnumerable<Node> words)
    {
        var text = new SearchedText(words);
        return Locate(text, [.. Options(text, TakesNextWord), .. Always(text), .. RedisSettings(text), .. Assignments(text)]);
    }

    /// <summary>The passwords in a file that a ConfigMap holds.</summary>
    /// <param name="name">The file's name, which says whether it is a script, a program or something else.</param>
    /// <param name="content">What is in it.</param>
    public static IEnumerable<FoundPassword> InFile(string name, Node content)
    {
        var text = new SearchedText(content);
        var isScript = ScriptEndings.Any(ending => name.EndsWith(ending, StringComparison.Ordinal)) || text.StartsWith("#!");
        var isCode = CodeEndings.Any(ending => name.EndsWith(ending, StringComparison.Ordinal));
        // Elsewhere '--password is required' may be prose.
        var options = Options(text, (match, searched) => isScript && TakesNextWord(match, searched));
        var settings = isCode ? [] : text.Find(Setting, "pass").Where(match => IsSetting(match) && !(isScript && IsVariable(match)));
        var assignments = isScript ? Assignments(text) : [];
        return Locate(text, [.. options, .. Always(text), .. text.Find(StateTransfer, "wsrep"), .. RedisSettings(text), .. settings, .. assignments]);
    }

    /// <summary>
    /// The passwords in a value that holds more than one: in addresses such as <c>amqp://shop:password@queue</c>, among the
    /// settings of a connection, and in options.
    /// </summary>
    public static IEnumerable<FoundPassword> InValue(Node value)
    {
        if (value is ScalarNode scalar && scalar.Text.IndexOfAny(SeparatorMarks) < 0)
            return []; // Most values are a single one.
        var text = new SearchedText(value);
        return Locate(text, Addresses(text).Concat(Options(text, static (_, _) => false)));
    }

    /// <summary>Whether a value is a password in plain text, rather than a placeholder, a reference or an expression.</summary>
    /// <param name="name">What the value is called.</param>
    /// <param name="value">The value; it may be quoted.</param>
    public static bool IsPassword(string name, string value)
    {
        var text = value.Trim('"', '\'');
        return text.Length > 1
            && text.IndexOfAny(ExpressionMarks) < 0
            && ExpressionStarts.IndexOf(text[0]) < 0
            && !(CredentialNames.IsPassword(text) && !text.Any(char.IsLower)) // 'PASSWORD' stands for one.
            && !(text == PublicPassword && Words.IsIn(name, "trust"))
            && !CredentialValues.IsExempt(name, text);
    }

    private static IEnumerable<Match> Options(SearchedText text, Func<Match, SearchedText, bool> takesNextWord) =>
        from match in text.Find(Option, "pass")
        where CredentialNames.IsCredential(match.Groups["sign"].Value) && !Switch.IsMatch(match.Value)
        where !match.Groups["gap"].Success || takesNextWord(match, text)
        select match;

    private static IEnumerable<Match> RedisSettings(SearchedText text) => text.Find(Redis, "requirepass", "masterauth", "auth-pass");

    private static IEnumerable<Match> Always(SearchedText text) =>
        text.Find(ShortOption, "-p").Where(match => MysqlClient.IsMatch(text.CommandBefore(match)))
            .Concat(text.Find(RedisOption, "-a").Where(match => RedisClient.IsMatch(text.CommandBefore(match)) && match.Groups["value"].Value[0] != '-'))
            .Concat(text.Find(UserOption, "curl").Where(match => HttpClient.IsMatch(text.CommandBefore(match)) && !IsExample(match)))
            .Concat(Addresses(text))
            .Concat(text.Find(Sql, "IDENTIFIED", "PASSWORD"));

    // What is only printed may be an example.
    private static IEnumerable<Match> Assignments(SearchedText text) =>
        text.Find(Assignment, "PASS", "MYSQL_PWD").Where(match =>
            CredentialNames.IsCredential(match.Groups["sign"].Value) && !Switch.IsMatch(match.Value) && !OtherUse.IsMatch(text.CommandBefore(match)));

    private static IEnumerable<Match> Addresses(SearchedText text) =>
        text.Find(Url, "://").Concat(text.Find(GoAddress, "@tcp("))
            .Where(match => !IsExample(match))
            .Concat(text.Find(Connection, "password", "passwd", "pwd"));

    // 'user:password' shows where the two belong.
    private static bool IsExample(Match match) => ExampleUser.IsMatch(match.Groups["user"].Value) && ExamplePassword.IsMatch(match.Groups["value"].Value);

    // Of several expressions that match at one place the first one says what it is.
    private static List<FoundPassword> Locate(SearchedText text, IEnumerable<Match> matches)
    {
        var passwords = new List<FoundPassword>();
        foreach (var match in matches)
        {
            var sign = match.Groups["sign"].Value;
            if (!IsPassword(sign, match.Groups["value"].Value))
                continue;
            var (node, place) = text.Locate(match);
            if (!passwords.Exists(other => other.Place == place))
                passwords.Add(new FoundPassword(sign, node, place));
        }

        return passwords;
    }

    // Which program it is has to be known, for there are some whose option takes no value that way.
    private static bool TakesNextWord(Match match, SearchedText text)
    {
        var command = text.CommandBefore(match);
        var isSeen = command.Length == 0 || command[0] != PartialNode.Hole;
        return isSeen && match.Groups["value"].Value[0] != '-' && !OtherUse.IsMatch(command);
    }

    // In code, 'password = password' passes on a variable.
    private static bool IsSetting(Match match)
    {
        var (name, value) = (match.Groups["sign"].Value, match.Groups["value"].Value);
        return CredentialNames.IsCredential(name) && !Switch.IsMatch(name) && !Label.IsMatch(name) && name != value && value.IndexOf(' ') < 0;
    }

    // Of a script's own variables its assignments tell.
    private static bool IsVariable(Match match) => !match.Groups["sign"].Value.Any(char.IsLower);

    private static Pattern Of(string expression, RegexOptions options = RegexOptions.None) => new(expression, options | RegexOptions.Multiline);
}
