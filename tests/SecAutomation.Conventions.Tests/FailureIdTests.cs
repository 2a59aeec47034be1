using SecAutomation.Conventions.Tests.Subjects;

namespace SecAutomation.Conventions.Tests;

public sealed class FailureIdTests
{
    private static IReadOnlyList<string> Ids => Enum.GetNames(ModuleCommands.PublicTypes.GetType("SecAutomation.FailureId", throwOnError: true)!);

    [Fact]
    public void Every_failure_id_is_raised_somewhere() =>
        FailureIdRules.Unused(Ids, [.. Checkout.ProductCode.Where(file => file.Name != "FailureId.cs")]).ShouldBeEmpty();

    [Fact]
    public void Every_failure_id_is_explained_with_what_to_do() =>
        FailureIdRules.Undocumented(Ids, Checkout.File("module/docs/en-US/about_SecAutomation_Errors.md")).ShouldBeEmpty();

    [Fact]
    public void An_id_that_nothing_raises_is_noticed() =>
        FailureIdRules.Unused(["FileEmpty", "FileNot"], [RepositoryFile.MadeUp("src/A/B.cs", "FailureId.FileNotFound; FailureId.FileEmpty;")]).ShouldBe(["FileNot is never raised."]);

    [Fact]
    public void An_id_that_nothing_explains_and_one_that_does_not_exist_are_noticed() =>
        FailureIdRules.Undocumented(["FileEmpty"], RepositoryFile.MadeUp("about.md", "| `FileFull` | The file is full. | Buy a larger file. |"))
            .ShouldBe(["about.md does not explain FileEmpty.", "about.md explains FileFull, which does not exist."]);
}
