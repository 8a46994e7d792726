using System.Text.Json.Nodes;
using Hale.Testing;

namespace Hale.Cli.Tests.Reports.Validation;

/// <summary>
/// Checks SARIF as GitHub does: with Microsoft's validator and GitHub's ingestion rules, and with the schema check of
/// GitHub's upload action. Both come from npm and are kept in the temporary folder.
/// </summary>
internal sealed class SarifValidator
{
    private const string Multitool = "5.7.0";
    private const string JsonSchema = "1.5.0"; // the version in GitHub's upload action

    // Off unless asked for. GH1004 is left out: it still has limits that GitHub has raised since.
    private static readonly string[] GitHubRules =
    [
        "SARIF2007.ExpressPathsRelativeToRepoRoot",
        "GH1001.ProvideRequiredLocationProperties",
        "GH1002.InlineThreadFlowLocations",
        "GH1003.ProvideRequiredRegionProperties",
        "GH1005.LocationsMustBeRelativeUrisOrFilePaths",
        "GH1006.ProvideCheckoutPath",
        "GH1007.ProvideFullyFormattedMessageStrings",
    ];

    private const string SchemaCheck = """
        const fs = require("fs"), { Validator } = require("jsonschema");
        const read = file => JSON.parse(fs.readFileSync(file, "utf8").replace(/^\uFEFF/, ""));
        const [schema, ...logs] = process.argv.slice(2);
        for (const log of logs)
          for (const error of new Validator().validate(read(log), read(schema)).errors) console.log(`${log}: ${error.stack}`);
        """;

    private static readonly Lazy<(SarifValidator? Validator, string? Reason)> Instance = new(TryCreate);

    private readonly string _folder;

    private SarifValidator(string folder) => _folder = folder;

    /// <summary>Why there is none; null when there is.</summary>
    public static string? WhyNot => Instance.Value.Reason;

    public static SarifValidator This => Instance.Value.Validator ?? throw new InvalidOperationException(WhyNot);

    private static string Platform => OperatingSystem.IsWindows() ? "win32" : OperatingSystem.IsMacOS() ? "darwin" : "linux";

    private static string Npm => OperatingSystem.IsWindows() ? "npm.cmd" : "npm";

    private string Binary => Path.Combine(Binaries, OperatingSystem.IsWindows() ? "Sarif.Multitool.exe" : "Sarif.Multitool");

    private string Binaries => Path.Combine(_folder, "node_modules", "@microsoft", $"sarif-multitool-{Platform}");

    /// <summary>The errors and warnings about some logs.</summary>
    public IReadOnlyList<string> Complaints(IReadOnlyList<string> logs)
    {
        var work = Directory.CreateTempSubdirectory("hale-sarif-");
        try
        {
            var files = logs.Select((_, index) => Path.Combine(work.FullName, $"{index}.sarif")).ToArray();
            foreach (var (file, log) in files.Zip(logs))
                File.WriteAllText(file, log);
            return [.. AgainstRules(work.FullName, files), .. AgainstSchemaFile(work.FullName, Path.Combine(Binaries, "sarif-2.1.0.json"), files)];
        }
        finally
        {
            work.Delete(recursive: true);
        }
    }

    /// <summary>What a JSON schema has against a document.</summary>
    public IReadOnlyList<string> AgainstSchema(string schema, string document)
    {
        var work = Directory.CreateTempSubdirectory("hale-schema-");
        try
        {
            var (schemaFile, documentFile) = (Path.Combine(work.FullName, "schema.json"), Path.Combine(work.FullName, "document.json"));
            File.WriteAllText(schemaFile, schema);
            File.WriteAllText(documentFile, document);
            return AgainstSchemaFile(work.FullName, schemaFile, [documentFile]);
        }
        finally
        {
            work.Delete(recursive: true);
        }
    }

    private IEnumerable<string> AgainstRules(string work, string[] files)
    {
        var (configuration, report) = (Path.Combine(work, "github.config.xml"), Path.Combine(work, "report.json"));
        var rules = GitHubRules.Select(rule => $"""<Properties Key="{rule}.Options"><Property Key="RuleEnabled" Value="Error" /></Properties>""");
        File.WriteAllText(configuration, $"""<?xml version="1.0" encoding="utf-8"?><Properties>{string.Concat(rules)}</Properties>""");
        Shell.Succeed(
            work,
            Binary,
            ["validate", .. files, "--rule-kind", "Sarif;Ghas", "--config", configuration, "--level", "Error;Warning", "--output", report, "--log", "ForceOverwrite"]);

        // The validator exits with 0 whatever it finds.
        var results = JsonNode.Parse(File.ReadAllText(report))!["runs"]![0]!["results"]?.AsArray() ?? [];
        return results.Select(result => $"{result!["ruleId"]}: {result["message"]!.ToJsonString()}");
    }

    private string[] AgainstSchemaFile(string work, string schema, string[] files)
    {
        var script = Path.Combine(_folder, "check.js");
        File.WriteAllText(script, SchemaCheck);
        return Shell.Succeed(work, "node", [script, schema, .. files]).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static (SarifValidator?, string?) TryCreate()
    {
        var folder = Path.Combine(Path.GetTempPath(), "hale-tests", $"sarif-multitool-{Multitool}-jsonschema-{JsonSchema}");
        try
        {
            var validator = new SarifValidator(folder);
            if (!Directory.Exists(validator.Binaries))
                validator.Install();
            return (validator, null);
        }
        catch (Exception error) when (error is InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            return (null, $"SARIF validator not available: {error.Message}");
        }
    }

    // Beside the folder and then moved, so that a test run at the same time never sees half of it.
    private void Install()
    {
        var staging = new SarifValidator($"{_folder}-{Environment.ProcessId}");
        Directory.CreateDirectory(staging._folder);
        try
        {
            Shell.Succeed(staging._folder, Npm, "install", "--prefix", ".", "--no-audit", "--no-fund", $"@microsoft/sarif-multitool@{Multitool}", $"jsonschema@{JsonSchema}");
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(staging.Binary, UnixFileMode.UserRead | UnixFileMode.UserExecute);
            Directory.Move(staging._folder, _folder);
        }
        finally
        {
            if (Directory.Exists(staging._folder))
                Directory.Delete(staging._folder, recursive: true);
        }
    }
}
