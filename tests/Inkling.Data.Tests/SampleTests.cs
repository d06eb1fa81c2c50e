namespace Inkling.Data.Tests;
public class SampleTests { [Fact] public void A_sample_keeps_its_label() => Assert.Equal(3, new Sample(new byte[1], 3).Label); }
