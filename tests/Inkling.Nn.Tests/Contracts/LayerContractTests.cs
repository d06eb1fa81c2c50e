namespace Inkling.Nn.Tests;

/// <summary>Every layer there is keeps what every layer promises.</summary>
public class LayerContractTests
{
    public static TheoryData<string> Cases { get; } = [.. LayerCase.All.Select(layer => layer.Name)];

    public static TheoryData<string> CasesPerSample { get; } = [.. LayerCase.All.Where(layer => layer.IsPerSample).Select(layer => layer.Name)];

    [Theory, MemberData(nameof(Cases))]
    public void Output_agrees_with_the_shape(string name) => Find(name).Contract.OutputAgreesWithTheShape();

    [Theory, MemberData(nameof(Cases))]
    public void Forward_equals_the_oracle(string name) => Find(name).Contract.ForwardEqualsTheOracle();

    [Theory, MemberData(nameof(Cases))]
    public void Backward_equals_central_differences_of_the_oracle(string name) => Find(name).Contract.BackwardEqualsCentralDifferences();

    [Theory, MemberData(nameof(Cases))]
    public void Gradients_are_added_to_what_is_there(string name) => Find(name).Contract.GradientsAreAdded();

    [Theory, MemberData(nameof(CasesPerSample))]
    public void A_batch_gives_the_bits_of_each_sample_alone(string name) => Find(name).Contract.ABatchGivesTheBitsOfEachSample();

    [Theory, MemberData(nameof(Cases))]
    public void Nothing_is_allocated_after_the_first_run(string name) => Find(name).Contract.NothingIsAllocated();

    [Theory, MemberData(nameof(Cases))]
    public void Saved_and_loaded_it_computes_the_same_bits(string name) => Find(name).Contract.SavedAndLoadedItComputesTheSame();

    private static LayerCase Find(string name) => LayerCase.All.Single(layer => layer.Name == name);
}
