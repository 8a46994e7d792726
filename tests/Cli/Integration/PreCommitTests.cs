using Hale.Cli.Tests.Commands;

namespace Hale.Cli.Tests.Integration;

/// <summary>The hooks of <c>.pre-commit-hooks.yaml</c>, installed by pre-commit from this repository and run by real commits.</summary>
public sealed class PreCommitTests(PreCommit preCommit) : IClassFixture<PreCommit>
{
    [PreCommitFact]
    public void A_commit_with_a_violation_is_refused_and_a_clean_one_passes()
    {
        var project = preCommit.ProjectWith("hale");
        project.Write("web.yaml", Manifests.Recreate);
        var refused = project.Commit("Violation");
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("web.yaml:6:21: warning HA0401 [rollout-recreate]", refused.Output, StringComparison.Ordinal);
        Assert.Contains("Failed", refused.Output, StringComparison.Ordinal);

        project.Write("web.yaml", Manifests.Recreate.Replace("Recreate", "RollingUpdate", StringComparison.Ordinal));
        var passed = project.Commit("Clean");
        Assert.True(passed.ExitCode == 0, passed.Output);
        Assert.Equal("Clean\nBegin\n", project.Git("log", "--format=%s"));
    }

    [PreCommitFact]
    public void The_whole_repository_is_linted_when_a_yaml_file_is_committed()
    {
        var project = preCommit.ProjectWith("hale");
        project.Write("old.yaml", Manifests.Recreate);
        project.Git("add", ".");
        project.Git("commit", "--no-verify", "-m", "Old violation");
        project.Write("notes.txt", "No manifest\n");
        Assert.Equal(0, project.Commit("No YAML").ExitCode);
        project.Write("settings.yaml", Manifests.Clean);
        var refused = project.Commit("New file");
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("old.yaml:6:21", refused.Output, StringComparison.Ordinal);
    }

    [PreCommitFact]
    public void The_hook_for_changed_files_is_silent_about_others_and_reads_them()
    {
        var project = preCommit.ProjectWith("hale-changed");
        project.Write("old.yaml", Manifests.Recreate);
        project.Git("add", ".");
        project.Git("commit", "--no-verify", "-m", "Old violation");
        project.Write("settings.yaml", Manifests.Clean);
        var passed = project.Commit("Clean");
        Assert.True(passed.ExitCode == 0, passed.Output);
        Assert.DoesNotContain("old.yaml", passed.Output, StringComparison.Ordinal);

        project.Write("old.yaml", "# touched\n" + Manifests.Recreate);
        var refused = project.Commit("Touched");
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("old.yaml:7:21: warning HA0401 [rollout-recreate]", refused.Output, StringComparison.Ordinal);
    }
}
